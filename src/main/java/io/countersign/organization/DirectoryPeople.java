package io.countersign.organization;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The people of a {@link Directory}, which decides who there is; the file adds what it says. */
record DirectoryPeople(List<Person> known) {

  Organization mergedInto(Organization file, Problems problems) {
    Set<String> ids = new HashSet<>();
    List<Person> named = known.stream().filter(DirectoryPeople::isNamed).toList();
    if (named.size() < known.size()) {
      problems.add("people/?", "someone has no id or no name");
    }
    named.stream()
        .map(Person::id)
        .filter(it -> !ids.add(it))
        .forEach(it -> problems.add("people/?", "the id \"" + it + "\" is there twice"));
    return file.withPeople(
        named.stream()
            .map(it -> file.person(it.id()).map(more -> merge(it, more)).orElse(it))
            .toList());
  }

  private static boolean isNamed(Person person) {
    return person.id() != null
        && !person.id().isBlank()
        && person.name() != null
        && !person.name().isBlank();
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
