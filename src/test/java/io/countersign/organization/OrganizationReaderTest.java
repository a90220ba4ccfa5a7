package io.countersign.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationReaderTest {

  /** Lines are counted from 1; the tests below name them. */
  private static final String FINE =
      """
      roles:
        - {id: support, name: Support}
        - {id: finance, name: Finance}
      departments:
        - {id: money, name: Money, head: frida}
      people:
        - id: anna
          name: Anna
          roles: [support]
          manager: frida
          timeZone: Europe/Berlin
          limits:
            - {type: refund.issue, currency: EUR, upTo: 100}
        - id: frida
          name: Frida
          roles: [finance]
          departments: [money]
      shifts:
        - id: early
          role: support
          people: [anna]
          zone: Europe/Berlin
          days: [MONDAY]
          from: "06:00"
          to: "14:00"
      rotas:
        - id: on-call
          role: finance
          zone: Europe/Berlin
          start: 2026-01-05T09:00
          turn: P7D
          people: [frida]
      delegations:
        - {person: anna, to: frida, from: 2026-03-01T00:00Z, until: 2026-03-08T00:00Z}
      owners:
        - {businessObject: order/*, person: anna}
      working:
        zone: Europe/Berlin
        days: [MONDAY]
        from: "08:00"
        to: "18:00"
        holidays: [2026-12-25]
      fallbackOwner: frida
      approveAtEnd: {EUR: 50}
      agents:
        - {id: bot, name: Bot, owner: anna}
      """;

  @Test
  void readsTheOrganizationThatShips() throws Exception {
    Organization organization =
        OrganizationReader.read(Files.readAllBytes(Path.of("organization.yaml")));

    assertThat(organization.agent("support-agent")).isPresent();
    assertThat(organization.holding("finance"))
        .extracting(Person::id)
        .containsExactly("frida", "felix", "fatima");
  }

  @Test
  void readsTheExampleOfTheReference() throws Exception {
    String page = Files.readString(Path.of("docs/reference/organization.md"));
    int begin = page.indexOf("```yaml") + "```yaml".length();

    Organization organization = read(page.substring(begin, page.indexOf("```", begin)));

    assertThat(organization.ids()).hasSize(4);
  }

  @Test
  void readsEveryKey() {
    Organization organization = read(FINE);

    assertThat(organization.person("anna").orElseThrow().limits()).hasSize(1);
    assertThat(organization.shifts()).hasSize(1);
    assertThat(organization.rotas()).hasSize(1);
    assertThat(organization.delegations()).hasSize(1);
    assertThat(organization.ownerOf("order", "7")).map(Person::id).contains("anna");
    assertThat(organization.working().holidays()).hasSize(1);
    assertThat(organization.approveAtEnd()).containsOnlyKeys("EUR");
  }

  static Stream<Arguments> brokenLines() {
    return Stream.of(
        arguments("name: Support}", "nam: Support}", 2, "\"name\" is missing"),
        arguments("name: Support}", "nam: Support}", 2, "unknown key \"nam\"; known are id, name"),
        arguments("fallbackOwner:", "fallBackOwner:", 43, "unknown key \"fallBackOwner\""),
        arguments("- id: anna", "- nick: anna", 7, "\"id\" is missing"),
        arguments("- id: anna", "- id: ''", 7, "id: this is not text"),
        arguments("id: frida\n", "id: anna\n", 14, "the id \"anna\" is there twice"),
        arguments("id: bot", "id: anna", 46, "the id \"anna\" is there twice"),
        arguments("id: finance, name", "id: support, name", 3, "\"support\" is there twice"),
        arguments("head: frida", "head: nobody", 5, "\"nobody\" is nobody here"),
        arguments("manager: frida", "manager: fred", 10, "\"fred\" is nobody here"),
        arguments("manager: frida", "manager: anna", 10, "a loop in managers: anna, anna"),
        arguments("roles: [support]", "roles: [suport]", 9, "the role \"suport\" is unknown"),
        arguments("roles: [support]", "roles: []", 2, "role \"support\" is held by nobody"),
        arguments(
            "departments: [money]", "departments: [x]", 17, "the department \"x\" is unknown"),
        arguments(
            "Europe/Berlin\n    limits", "Berlin\n    limits", 11, "\"Berlin\" is not a time"),
        arguments("upTo: 100", "upTo: -1", 13, "upTo: \"-1\" is not an amount of zero or more"),
        arguments("upTo: 100", "upTo: ten", 13, "\"ten\" is not an amount"),
        arguments("currency: EUR", "currency: Euro", 13, "\"Euro\" is not a currency such as EUR"),
        arguments(
            "upTo: 100}\n",
            "upTo: 100}\n      - {type: refund.issue, currency: EUR, upTo: 9}\n",
            14,
            "there are two limits for refund.issue in EUR"),
        arguments("people: [anna]", "people: [otto]", 21, "\"otto\" is nobody here"),
        arguments("people: [anna]", "people: [frida]", 21, "frida does not hold the role"),
        arguments("people: [anna]", "people: []", 21, "\"people\" names nothing"),
        arguments("people: [anna]", "people: anna", 21, "people must be a list"),
        arguments("role: support", "role: legal", 20, "the role \"legal\" is unknown"),
        arguments(
            "days: [MONDAY]\n    from: \"06", "days: []\n    from: \"06", 23, "names nothing"),
        arguments("days: [MONDAY]", "days: [MONTAG]", 23, "\"MONTAG\" is not a day such as MONDAY"),
        arguments("from: \"06:00\"", "from: 6 am", 24, "\"6 am\" is not a time such as 08:00"),
        arguments("turn: P7D", "turn: PT12H", 31, "\"PT12H\" is not a number of days"),
        arguments("turn: P7D", "turn: P0D", 31, "\"P0D\" is not a number of days"),
        arguments("turn: P7D", "turn: P1M", 31, "\"P1M\" is not a number of days"),
        arguments("people: [frida]", "people: []", 32, "\"people\" names nothing"),
        arguments("people: [frida]", "people: [anna]", 32, "anna does not hold the role"),
        arguments("start: 2026-01-05T09:00", "start: monday", 30, "\"monday\" is not a date and"),
        arguments("to: frida", "to: fred", 34, "\"fred\" is nobody here"),
        arguments("to: frida", "to: anna", 34, "anna cannot stand in for themself"),
        arguments("until: 2026-03-08", "until: 2026-03-01", 34, "ends before it begins"),
        arguments("until: 2026-03-08T00:00Z", "until: 2026-03-08", 34, "is not a moment with its"),
        arguments("order/*", "order", 36, "\"order\" is not a business object"),
        arguments("*, person: anna", "*, person: otto", 36, "\"otto\" is nobody here"),
        arguments("days: [MONDAY]\n  from: \"08", "days: []\n  from: \"08", 39, "names nothing"),
        arguments("to: \"18:00\"", "to: \"08:00\"", 41, "working time must end after it begins"),
        arguments("[2026-12-25]", "[2026-13-25]", 42, "\"2026-13-25\" is not a date"),
        arguments("fallbackOwner: frida", "fallbackOwner: otto", 43, "\"otto\" is nobody here"),
        arguments("{EUR: 50}", "{EUR: -50}", 44, "\"-50\" is not an amount"),
        arguments("{EUR: 50}", "{eur: 50}", 44, "\"eur\" is not a currency"),
        arguments("owner: anna", "owner: otto", 46, "\"otto\" is nobody here"),
        arguments("fallbackOwner:", "owners: []\nfallbackOwner:", 43, "\"owners\" is there twice"),
        arguments("name: Anna", "name: [Anna]", 8, "name: this is not text"),
        arguments("- id: anna", "- &a\n    id: anna", 7, "anchors (&, *) are not allowed"),
        arguments("people:\n  - id: anna", "people: [\n  - id: anna", 7, "no YAML: "));
  }

  @ParameterizedTest
  @MethodSource("brokenLines")
  void refusesALineWithItsReason(String part, String broken, int line, String reason) {
    assertThat(FINE).contains(part);

    assertThat(problems(FINE.replaceFirst(java.util.regex.Pattern.quote(part), broken)))
        .anySatisfy(
            it ->
                assertThat(it)
                    .startsWith("organization.yaml line " + line + ": ")
                    .contains(reason));
  }

  @Test
  void tellsEverythingAtOnceInTheOrderOfTheFile() {
    String broken =
        FINE.replace("owner: anna", "owner: otto")
            .replace("manager: frida", "manager: fred")
            .replace("head: frida", "head: nobody");

    assertThat(problems(broken))
        .containsExactly(
            "organization.yaml line 5: \"nobody\" is nobody here",
            "organization.yaml line 10: \"fred\" is nobody here",
            "organization.yaml line 46: \"otto\" is nobody here");
  }

  @Test
  void tellsALoopOfManagersOnce() {
    String broken = FINE.replace("departments: [money]", "departments: [money]\n    manager: anna");

    assertThat(problems(broken))
        .containsExactly("organization.yaml line 10: a loop in managers: anna, frida, anna");
  }

  @Test
  void refusesALoopOfDelegationsThatMeet() {
    String broken =
        FINE.replace(
            "owners:",
            "  - {person: frida, to: anna, from: 2026-03-07T00:00Z, until: 2026-03-09T00:00Z}\nowners:");

    assertThat(problems(broken)).first().asString().contains("line 34: a loop in delegations");
  }

  @Test
  void allowsDelegationsToAndFroOneAfterTheOther() {
    String fine =
        FINE.replace(
            "owners:",
            "  - {person: frida, to: anna, from: 2026-03-08T00:00Z, until: 2026-03-09T00:00Z}\nowners:");

    assertThat(read(fine).delegations()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "people: []",
        "people:",
        "- people",
        "people",
        "people: [{id: a, name: A}]\n---\npeople: [{id: b, name: B}]",
        "people: [",
        "people: [{id: a, name: A}]\n\u0007"
      })
  void refusesWhatIsNoOrganization(String yaml) {
    assertThat(problems(yaml))
        .isNotEmpty()
        .allMatch(it -> it.startsWith("organization.yaml line "));
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] latin1 = (FINE + "# Zo\u00eb\n").getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> OrganizationReader.read(latin1))
        .hasMessage("organization.yaml line 47: the text is not UTF-8");
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    String large = FINE + "#".repeat(YamlText.LARGEST_BYTES);

    assertThat(problems(large))
        .containsExactly("organization.yaml line 1: the file is larger than 1 MiB");
  }

  @Test
  void refusesNestingWithoutEnd() {
    assertThat(problems("people: " + "[".repeat(100_000)))
        .singleElement()
        .asString()
        .contains("no YAML");
  }

  private static Organization read(String yaml) {
    return OrganizationReader.read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(String yaml) {
    var broken = catchThrowableOfType(BrokenOrganizationException.class, () -> read(yaml));
    return broken == null ? List.of() : broken.problems();
  }
}
