package io.countersign.engine;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.api.JsonMapper;
import io.camunda.client.impl.CamundaObjectMapper;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Switches scheduling on and tells readiness that the models are there. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class EngineConfiguration {

  /** Process variables are written as the API writes JSON: instants as text, for one. */
  @Bean
  JsonMapper processVariables(ObjectMapper objectMapper) {
    return new CamundaObjectMapper(
        objectMapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
  }

  @Bean
  HealthIndicator models(ModelKeeper keeper) {
    return () -> (keeper.ready() ? Health.up() : Health.outOfService()).build();
  }
}
