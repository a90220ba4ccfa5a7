package io.countersign.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a main class of the Camunda distribution is run; its folder comes first on its class path.
 */
record CamundaProcess(Host host, Distribution distribution, Path dataFolder) {

  PartPlan plan(
      String name,
      int heapMegabytes,
      List<String> jvmOptions,
      String mainClass,
      Map<String, String> environment,
      List<Integer> portsUsed,
      String ready,
      List<String> after) {
    Path folder = dataFolder.resolve(name);
    Path logging = folder.resolve("log4j2.xml");
    ConfigurationFile.copy("camunda-log4j2.xml", logging);
    var arguments = new ArrayList<String>(jvmOptions);
    arguments.addAll(
        List.of(
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8",
            "-Dlog4j.configurationFile=" + logging,
            "-Dbasedir=" + folder,
            "-cp",
            folder
                + ":"
                + distribution.camunda().resolve("config")
                + ":"
                + distribution.camundaLibraries()
                + "/*",
            mainClass));
    return new PartPlan(
        name,
        folder,
        host.java(heapMegabytes, arguments),
        environment,
        portsUsed,
        URI.create(ready),
        after);
  }
}
