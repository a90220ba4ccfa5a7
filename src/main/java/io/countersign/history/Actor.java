package io.countersign.history;

/**
 * Who did what an entry tells.
 *
 * @param type {@code agent}, {@code person}, {@code policy}, {@code countersign} or {@code engine}
 * @param id the agent's or person's id; equal to the type for the rest
 */
public record Actor(String type, String id) {

  public static Actor agent(String id) {
    return new Actor("agent", id);
  }

  public static Actor person(String id) {
    return new Actor("person", id);
  }

  public static Actor policy() {
    return new Actor("policy", "policy");
  }

  public static Actor countersign() {
    return new Actor("countersign", "countersign");
  }

  public static Actor engine() {
    return new Actor("engine", "engine");
  }
}
