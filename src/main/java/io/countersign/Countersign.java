package io.countersign;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The approval desk for AI agents: starts the application that runs beside the Camunda cluster. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Countersign {

  public static void main(String[] args) {
    SpringApplication.run(Countersign.class, args);
  }
}
