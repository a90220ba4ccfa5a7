package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** A question of a reviewer with the agent's answer, as the process keeps it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Clarification(String id, String by, String question, @Nullable String answer) {}
