package io.countersign.models;

/**
 * Why models are not deployed, and how to mend it.
 *
 * @param file the name of the file
 * @param element id and name of the element in it
 * @param what what is wrong with it
 * @param mend what to do about it
 */
public record ModelProblem(String file, String element, String what, String mend) {

  /** The problem in one line. */
  public String line() {
    return "%s: %s %s. Mend: %s.".formatted(file, element, what, mend).replaceAll("\\s+", " ");
  }
}
