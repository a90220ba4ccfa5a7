package io.countersign.callback;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callbacks leave, below {@code countersign.callback}.
 *
 * @param secrets agent id to signing secret, {@code whsec_} and the base64 of 24 to 64 bytes
 * @param allowedHosts hosts that may be reached by plain http and on private addresses
 * @param timeout how long one attempt may take, from connecting to the last byte of the answer
 */
@ConfigurationProperties("countersign.callback")
record CallbackProperties(
    @DefaultValue Map<String, String> secrets,
    @DefaultValue List<String> allowedHosts,
    @DefaultValue("15s") Duration timeout) {}
