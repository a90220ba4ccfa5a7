package io.countersign.organization;

import java.util.List;
import java.util.Set;

/** A directory as someone would plug it in, with people that a test changes. */
class ExampleDirectory implements Directory {

  private List<Person> people = List.of();
  private boolean down;

  static ExampleDirectory knowing(Person... people) {
    var directory = new ExampleDirectory();
    directory.people = List.of(people);
    return directory;
  }

  static Person person(String id, String manager, String... roles) {
    return new Person(id, "Directory's " + id, Set.of(roles), Set.of(), manager, null, List.of());
  }

  void nowKnows(Person... others) {
    people = List.of(others);
    down = false;
  }

  void goesDown() {
    down = true;
  }

  @Override
  public List<Person> people() {
    if (down) {
      throw new IllegalStateException("The directory does not answer.");
    }
    return people;
  }
}
