package io.countersign.history;

/**
 * Who did what an entry tells.
 *
 * @param type {@code agent}, {@code person}, {@code policy}, {@code countersign}, {@code engine} or
 *     {@code operator}: someone who runs it, or who changed a running process past Countersign,
 *     whom the engine does not name
 * @param id the agent's, person's or operator's id; equal to the type where nobody is named
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

  /** Who halted, lifted or administered something through Countersign. */
  public static Actor operator(String id) {
    return new Actor("operator", id);
  }

  public static Actor operator() {
    return new Actor("operator", "operator");
  }
}
