package io.countersign.callback;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callbacks leave, below {@code countersign.callback}.
 *
 * @param endpoints the file of the registered endpoints; their secrets are sealed in it
 * @param freeAddresses whether a proposal may carry an address that is not registered
 * @param secrets agent id to signing secret for free addresses, {@code whsec_} and the base64 of 24
 *     to 64 bytes
 * @param allowedHosts destinations, {@code host} or {@code host:port}, that may be reached by plain
 *     http and on private addresses
 * @param timeout how long one attempt may take, from connecting to the last byte of the answer
 * @param atOnce how many attempts one receiver gets at the same time
 * @param rotationOverlap how long an old secret signs beside a new one, unless the call says
 */
@ConfigurationProperties("countersign.callback")
record CallbackProperties(
    Path endpoints,
    @DefaultValue("false") boolean freeAddresses,
    @DefaultValue Map<String, String> secrets,
    @DefaultValue List<String> allowedHosts,
    @DefaultValue("15s") Duration timeout,
    @DefaultValue("8") int atOnce,
    @DefaultValue("24h") Duration rotationOverlap) {}
