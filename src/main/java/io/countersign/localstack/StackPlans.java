package io.countersign.localstack;

import java.util.ArrayList;
import java.util.List;

/** Which parts the options ask for; each stands after those it waits for. */
final class StackPlans {
  private StackPlans() {}

  static List<PartPlan> of(LocalStackOptions options, Ports ports) {
    var host = Host.local();
    var distribution = Distribution.locate();
    var camunda = new CamundaProcess(host, distribution, options.dataFolder());
    var search = new SearchParts(host, distribution, options.dataFolder(), ports);
    var plans = new ArrayList<PartPlan>();
    plans.add(search.elasticsearch());
    plans.add(new BrokerPart(camunda, options, ports).plan());
    if (options.webapps()) {
      var webapps = new WebappParts(camunda, ports);
      plans.addAll(List.of(search.openSearch(), webapps.tasklist(), webapps.operate()));
    }
    if (options.application()) {
      plans.add(new ApplicationPart(host, distribution, options, ports).plan());
    }
    return plans;
  }
}
