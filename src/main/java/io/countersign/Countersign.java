package io.countersign;

import io.countersign.localstack.LocalStackCommand;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The approval desk for AI agents: starts the application that runs beside the Camunda cluster. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Countersign {

  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("localstack")) {
      LocalStackCommand.main(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    SpringApplication.run(Countersign.class, args);
  }
}
