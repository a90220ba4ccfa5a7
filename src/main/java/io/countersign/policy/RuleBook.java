package io.countersign.policy;

import io.countersign.action.ProposedAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;

/** One version of the rules, compiled. Immutable; judging is a pure function. */
final class RuleBook {

  private static final Pattern RULE = Pattern.compile("(?m)^\\s*rule\\s+\"([^\"]+)\"");

  private final String version;
  private final KieBase rules;

  private RuleBook(String version, KieBase rules) {
    this.version = version;
    this.rules = rules;
  }

  /** Compiles the rules; throws {@link BrokenRulesException} when they do not make a rule book. */
  static RuleBook compile(RuleFiles files) {
    requireDistinctRules(files);
    KieServices kie = KieServices.Factory.get();
    KieFileSystem sources = kie.newKieFileSystem();
    files.texts().forEach((name, text) -> sources.write("src/main/resources/rules/" + name, text));
    KieBuilder builder = kie.newKieBuilder(sources, RuleBook.class.getClassLoader()).buildAll();
    if (builder.getResults().hasMessages(Message.Level.ERROR)) {
      throw new BrokenRulesException(
          builder.getResults().getMessages(Message.Level.ERROR).toString());
    }
    return new RuleBook(
        files.version(),
        kie.newKieContainer(builder.getKieModule().getReleaseId(), RuleBook.class.getClassLoader())
            .getKieBase());
  }

  String version() {
    return version;
  }

  /** What the rules find in an action, given what happened before and the moment. */
  List<Finding> judge(ProposedAction action, Recent recent, Moment moment) {
    Findings findings = new Findings();
    KieSession session = rules.newKieSession();
    try {
      session.setGlobal("findings", findings);
      session.insert(Proposal.of(action));
      session.insert(moment);
      session.insert(recent.spending());
      session.insert(recent.ledger());
      recent.onSameObject().forEach(session::insert);
      ContextValues.of(action.context().observed(), Observed::new).forEach(session::insert);
      ContextValues.of(action.context().reported(), Reported::new).forEach(session::insert);
      session.fireAllRules();
    } finally {
      session.dispose();
    }
    return findings.sorted();
  }

  /** Drools would let a rule silently replace another of the same name in another file. */
  private static void requireDistinctRules(RuleFiles files) {
    List<String> names = new ArrayList<>();
    files.texts().values().forEach(text -> names.addAll(namesIn(text)));
    Set<String> seen = new HashSet<>();
    names.stream()
        .filter(name -> !seen.add(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new BrokenRulesException("Two rules have the name \"" + name + "\"");
            });
    if (names.isEmpty()) {
      throw new BrokenRulesException("There is no rule");
    }
  }

  private static List<String> namesIn(String text) {
    return RULE.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
