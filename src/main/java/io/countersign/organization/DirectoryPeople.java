package io.countersign.organization;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings the people of a {@link Directory} and of the file together. */
final class DirectoryPeople {

  private DirectoryPeople() {}

  /** The directory decides who there is; what the file says of them is added. */
  static Organization merge(Organization file, List<Person> known) {
    return file.withPeople(
        known.stream()
            .map(it -> file.person(it.id()).map(more -> merge(it, more)).orElse(it))
            .toList());
  }

  private static Person merge(Person known, Person file) {
    return new Person(
        known.id(),
        known.name(),
        both(known.roles(), file.roles()),
        both(known.departments(), file.departments()),
        Optional.ofNullable(known.manager()).orElse(file.manager()),
        Optional.ofNullable(known.timeZone()).orElse(file.timeZone()),
        file.limits().isEmpty() ? known.limits() : file.limits());
  }

  private static Set<String> both(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
  }
}
