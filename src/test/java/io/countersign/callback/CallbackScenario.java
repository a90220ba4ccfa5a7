package io.countersign.callback;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.countersign.action.Decision;
import io.countersign.action.ProposedAction;
import io.countersign.action.ProposedAction.BusinessObject;
import io.countersign.action.ProposedAction.Context;
import io.countersign.action.ProposedAction.ProposingAgent;
import io.countersign.action.ProposedAction.Target;
import io.countersign.action.Verdict;
import io.countersign.administration.AdministrationScenario;
import io.countersign.secret.SealingKeys;
import io.countersign.secret.SecretSeal;
import io.countersign.web.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The callbacks of one installation, put together as the application does. */
final class CallbackScenario {

  static final String FREE_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  static final Caller ADMIN = new Caller("admin", Caller.Kind.OPERATOR, Set.of("administer"));
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Path folder;
  private List<String> allowed = List.of("127.0.0.1");
  private final AdministrationScenario administration = AdministrationScenario.anew();
  private boolean free = true;
  private Duration timeout = Duration.ofSeconds(2);
  private Names names = Names.SYSTEM;
  private SealingKeys sealing = () -> List.of(new byte[32]);
  private Instant now = Instant.parse("2026-03-02T09:30:00Z");
  private @Nullable Parts parts;

  CallbackScenario() {
    try {
      folder = Files.createTempDirectory("callbacks");
      folder.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Parts(
      CallbackAddresses addresses,
      CallbackSender sender,
      EndpointFile file,
      Endpoints endpoints,
      CallbackRoutes routes,
      Lanes lanes,
      CallbackAttempts attempts,
      CallbackDelivery delivery,
      SimpleMeterRegistry meters) {}

  CallbackScenario allowing(String... destinations) {
    allowed = List.of(destinations);
    return this;
  }

  CallbackScenario withoutFreeAddresses() {
    free = false;
    return this;
  }

  CallbackScenario waiting(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  CallbackScenario resolving(Names names) {
    this.names = names;
    return this;
  }

  /** Seals with the first; the next start of the application does. */
  CallbackScenario sealedWith(SealingKeys keys) {
    sealing = keys;
    parts = null;
    return this;
  }

  CallbackScenario moveClock(Duration forward) {
    now = now.plus(forward);
    return this;
  }

  Instant now() {
    return now;
  }

  Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(java.time.ZoneOffset.UTC);
  }

  CallbackAddresses addresses() {
    return parts().addresses();
  }

  CallbackSender sender() {
    return parts().sender();
  }

  EndpointFile file() {
    return parts().file();
  }

  Endpoints endpoints() {
    return parts().endpoints();
  }

  AdministrationScenario administration() {
    return administration;
  }

  CallbackRoutes routes() {
    return parts().routes();
  }

  Lanes lanes() {
    return parts().lanes();
  }

  CallbackAttempts attempts() {
    return parts().attempts();
  }

  CallbackDelivery delivery() {
    return parts().delivery();
  }

  double deadCallbacks() {
    return parts().meters().counter("countersign.callback.dead").count();
  }

  Path storedEndpoints() {
    return folder.resolve("callback-endpoints.json");
  }

  EndpointView registered(String url, CallbackEvent... events) {
    return registered("support-agent", url, events);
  }

  EndpointView registered(String agent, String url, CallbackEvent... events) {
    Set<String> words =
        events.length == 0
            ? Set.of("action.decided")
            : Set.copyOf(java.util.Arrays.stream(events).map(CallbackEvent::word).toList());
    return endpoints().register(ADMIN, new EndpointRequest(agent, url, words));
  }

  static ProposedAction action(@Nullable String endpoint, @Nullable String url) {
    return new ProposedAction(
        "act_00000000000000000000000000000001",
        new ProposingAgent("support-agent", "Support agent", "ben", true),
        "refund.issue",
        "Refund 240 EUR on order 1042",
        new BusinessObject("order", "1042"),
        Map.of("amount", 240),
        new Target("payments.refund", "production"),
        new Context(Map.of(), Map.of()),
        null,
        null,
        url,
        endpoint,
        null,
        "sha256:" + "0".repeat(64),
        "sha256:" + "1".repeat(64),
        Instant.parse("2026-03-02T09:00:00Z"),
        null);
  }

  static Decision approved(@Nullable String comment) {
    return new Decision(
        Verdict.APPROVED,
        "review",
        List.of("anna"),
        "The reviewers approved.",
        comment,
        null,
        Instant.parse("2026-03-02T09:29:00Z"),
        Instant.parse("2026-03-02T10:29:00Z"),
        Instant.parse("2026-03-02T10:59:00Z"));
  }

  static CallbackMessage decided() {
    return CallbackMessage.decided(action(null, null), approved("Checked."), 7);
  }

  private Parts parts() {
    if (parts == null) {
      parts = started();
    }
    return parts;
  }

  private Parts started() {
    var properties =
        new CallbackProperties(
            storedEndpoints(),
            free,
            Map.of("support-agent", FREE_SECRET),
            allowed,
            timeout,
            2,
            Duration.ofHours(24));
    var addresses = new CallbackAddresses(properties, names);
    var sender = new CallbackSender(addresses, properties, clock(), names);
    var keys = new EndpointKeys(new SecretSeal(sealing), clock());
    var file = new EndpointFile(properties, keys);
    var endpoints =
        new Endpoints(file, keys, addresses, properties, administration.administration(), clock());
    var routes = new CallbackRoutes(file, keys, addresses, properties);
    var lanes = new Lanes(properties, clock());
    var attempts = new CallbackAttempts(routes, file, lanes, sender, JSON);
    var meters = new SimpleMeterRegistry();
    return new Parts(
        addresses,
        sender,
        file,
        endpoints,
        routes,
        lanes,
        attempts,
        new CallbackDelivery(attempts, clock(), meters),
        meters);
  }
}
