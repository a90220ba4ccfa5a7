package io.countersign.web;

/** People with passwords are configured where they must not be. */
class DemoPeopleException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  DemoPeopleException(String why) {
    super("People with passwords are for one machine only, but " + why + ".");
  }
}
