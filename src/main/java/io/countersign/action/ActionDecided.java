package io.countersign.action;

/**
 * An action was decided, told to those in this application who keep something of it.
 *
 * @param control {@code autonomous}, {@code review} or {@code blocked}
 */
public record ActionDecided(String actionId, String control, Verdict verdict) {}
