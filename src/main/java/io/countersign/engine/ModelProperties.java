package io.countersign.engine;

import java.nio.file.Path;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where models come from, below {@code countersign.models}.
 *
 * @param folder has {@code bpmn/} and {@code dmn/} below it; without it the bundled models count
 * @param deployAbsent at start, deploy everything if the cluster has no governance process yet
 * @param redeployOnChange while running, deploy when a file changes; for the local profile
 * @param extraJobTypes what workers outside this application work on; models may use them
 * @param extraFlows approval flows from other deployments; tables may name them
 */
@ConfigurationProperties("countersign.models")
record ModelProperties(
    @DefaultValue(".") Path folder,
    @DefaultValue("true") boolean deployAbsent,
    @DefaultValue("false") boolean redeployOnChange,
    @DefaultValue Set<String> extraJobTypes,
    @DefaultValue Set<String> extraFlows) {}
