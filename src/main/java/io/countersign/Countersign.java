package io.countersign;

import io.countersign.bench.BenchCommand;
import io.countersign.demo.DemoCommand;
import io.countersign.engine.DeployCommand;
import io.countersign.localstack.LocalStackCommand;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The approval desk for AI agents: starts the application that runs beside the Camunda cluster, or
 * one of the launcher's commands.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Countersign {

  /**
   * @param args {@code localstack}, {@code demo}, {@code bench} or {@code deploy} and its options;
   *     anything else starts the application
   */
  public static void main(String[] args) throws Exception {
    String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    switch (args.length == 0 ? "" : args[0]) {
      case "localstack" -> LocalStackCommand.main(rest);
      case "demo" -> DemoCommand.main(rest);
      case "bench" -> BenchCommand.main(rest);
      case "deploy" -> DeployCommand.main(rest);
      default -> SpringApplication.run(Countersign.class, args);
    }
  }
}
