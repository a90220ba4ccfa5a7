package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.countersign.engine.GatewayExposure.Answer;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Says in the log and in {@code /actuator/info} if strangers can use the gateway. */
@Component
class GatewayWatch implements InfoContributor {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayWatch.class);

  private final URI gateway;
  private final Supplier<Answer> exposure;
  private volatile Answer seen = Answer.UNKNOWN;

  @Autowired
  GatewayWatch(CamundaClient client) {
    this(
        client.getConfiguration().getRestAddress(),
        new GatewayExposure(client.getConfiguration().getRestAddress())::ask);
  }

  GatewayWatch(URI gateway, Supplier<Answer> exposure) {
    this.gateway = gateway;
    this.exposure = exposure;
  }

  /** At the start and now and then: a gateway can be opened later. */
  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
  void look() {
    Answer answer = exposure.get();
    if (answer != seen && answer != Answer.UNKNOWN) {
      seen = answer;
      tell(answer);
    }
  }

  private void tell(Answer answer) {
    if (answer == Answer.OPEN) {
      LOG.warn(
          "The gateway at {} answers without credentials: whoever reaches it can vote in another's"
              + " name. Secure it, or close the network to it (docs/operator.md)",
          gateway);
    } else {
      LOG.info("The gateway at {} was asked without credentials: {}", gateway, answer);
    }
  }

  @Override
  public void contribute(Info.Builder info) {
    info.withDetail("gatewayWithoutCredentials", seen);
  }
}
