package io.countersign.organization;

import static io.countersign.organization.Kinds.TEXT;

import io.countersign.organization.Organization.Agent;
import io.countersign.organization.Organization.Department;
import io.countersign.organization.Organization.Limit;
import io.countersign.organization.Organization.ObjectOwner;
import io.countersign.organization.Organization.Role;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Reads {@code organization.yaml}: first its form, then, once every line can be read, whether it
 * makes sense as a whole.
 */
final class OrganizationReader {

  private final Problems problems = new Problems();
  private final Set<String> names = new HashSet<>();

  private OrganizationReader() {}

  /**
   * @throws BrokenOrganizationException if the text is no whole organization
   */
  static Organization read(byte[] yaml) {
    return read(yaml, null);
  }

  /**
   * @param known whom a directory knows; null if there is no directory
   * @throws BrokenOrganizationException if the text, with these people, is no whole organization
   */
  static Organization read(byte[] yaml, @Nullable List<Person> known) {
    return new OrganizationReader().organization(yaml, known);
  }

  private Organization organization(byte[] yaml, @Nullable List<Person> known) {
    MappingNode root = YamlText.parse(yaml, problems).orElse(null);
    Organization file =
        root == null ? null : new Section("", root, problems).whole(this::organization);
    problems.refuseIfAny();
    Organization whole =
        known == null ? file : new DirectoryPeople(known).mergedInto(file, problems);
    new WholeCheck(whole, problems).check();
    problems.refuseIfAny();
    return whole;
  }

  private Organization organization(Section file) {
    Set<String> roles = new HashSet<>();
    Set<String> departments = new HashSet<>();
    Set<String> shifts = new HashSet<>();
    Set<String> rotas = new HashSet<>();
    Set<String> objects = new HashSet<>();
    return new Organization(
        file.sections("people", this::person),
        file.sections("agents", it -> new Agent(it.id(names), it.text("name"), it.text("owner"))),
        file.sections("roles", it -> new Role(it.id(roles), it.text("name"))),
        file.sections(
            "departments",
            it -> new Department(it.id(departments), it.text("name"), it.text("head"))),
        file.sections("shifts", it -> DutyReader.shift(it, shifts)),
        file.sections("rotas", it -> DutyReader.rota(it, rotas)),
        file.sections("delegations", DutyReader::delegation),
        file.sections("owners", it -> owner(it, objects)),
        file.section("working", DutyReader::working).orElse(null),
        file.oneOrNone("fallbackOwner", TEXT),
        file.section("approveAtEnd", OrganizationReader::amounts).orElse(Map.of()));
  }

  private Person person(Section person) {
    Set<String> limited = new HashSet<>();
    return new Person(
        person.id(names),
        person.text("name"),
        person.many("roles", TEXT),
        person.many("departments", TEXT),
        person.oneOrNone("manager", TEXT),
        person.oneOrNone("timeZone", Kinds.ZONE),
        person.sections("limits", it -> limit(it, limited)));
  }

  private static Limit limit(Section limit, Set<String> taken) {
    Limit read =
        new Limit(
            limit.text("type"),
            limit.one("currency", Kinds.CURRENCY),
            limit.one("upTo", Kinds.AMOUNT));
    if (!taken.add(read.type() + " " + read.currency())) {
      limit.wrong("type", "there are two limits for " + read.type() + " in " + read.currency());
    }
    return read;
  }

  private static ObjectOwner owner(Section owner, Set<String> taken) {
    String object = owner.one("businessObject", Kinds.OBJECT);
    if (object != null && !taken.add(object)) {
      owner.wrong("businessObject", object + " has two owners");
    }
    return new ObjectOwner(object, owner.text("person"));
  }

  private static Map<String, BigDecimal> amounts(Section section) {
    Map<String, BigDecimal> amounts = section.entries(Kinds.AMOUNT);
    amounts.keySet().stream()
        .filter(currency -> !currency.matches("[A-Z]{3}"))
        .forEach(it -> section.wrong(it, "\"" + it + "\" is not " + Kinds.CURRENCY.words()));
    return amounts;
  }
}
