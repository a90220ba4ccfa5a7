package io.countersign.organization;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The organization in force: the file, the people of the directory if there is one, and the
 * delegations people set themselves. A broken one fails the start; later it changes nothing.
 */
@Component
class OrganizationInForce implements Supplier<Organization> {

  private static final Logger LOG = LoggerFactory.getLogger(OrganizationInForce.class);

  private final OrganizationFile file;
  private final @Nullable Directory directory;
  private final DelegationFile delegations;
  private final Clock clock;
  private @Nullable List<Person> known;
  private volatile OrganizationState state;
  private volatile WithDelegations latest;

  OrganizationInForce(
      OrganizationFile file,
      ObjectProvider<Directory> directory,
      DelegationFile delegations,
      Clock clock) {
    this.file = file;
    this.directory = directory.getIfAvailable();
    this.delegations = delegations;
    this.clock = clock;
    this.known = this.directory == null ? null : List.copyOf(this.directory.people());
    this.state = read(List.of());
    this.latest = merged(state.organization(), delegations.all());
  }

  @Override
  public Organization get() {
    Organization base = state.organization();
    List<OwnDelegation> own = delegations.all();
    WithDelegations it = latest;
    if (it.isOutdated(base, own)) {
      it = merged(base, own);
      latest = it;
    }
    return it.merged();
  }

  private static WithDelegations merged(Organization base, List<OwnDelegation> own) {
    WithDelegations merged = WithDelegations.of(base, own);
    if (!merged.ignored().isEmpty()) {
      LOG.warn("Delegations ignored, someone in them has left: {}", merged.ignored());
    }
    return merged;
  }

  OrganizationState state() {
    return state;
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  synchronized void reread() {
    try {
      if (file.changed().isPresent()) {
        takeOver();
      }
    } catch (UncheckedIOException unreadable) {
      refuse(List.of(String.valueOf(unreadable.getMessage())));
    }
  }

  @Scheduled(
      fixedDelayString = "${countersign.organization.ask-directory-every:PT1M}",
      initialDelayString = "${countersign.organization.ask-directory-every:PT1M}")
  void askDirectory() {
    if (directory != null) {
      try {
        accept(List.copyOf(directory.people()));
      } catch (RuntimeException failed) {
        LOG.warn("The directory cannot be asked, the people known last stay", failed);
        unanswered(List.of("directory: " + failed));
      }
    }
  }

  private synchronized void accept(List<Person> people) {
    state = state.unanswered(List.of());
    if (!people.equals(known)) {
      known = people;
      takeOver();
    }
  }

  private synchronized void unanswered(List<String> problems) {
    state = state.unanswered(problems);
  }

  private void takeOver() {
    try {
      state = read(state.unanswered());
      LOG.info(
          "Organization re-read: {} people, {} agents",
          state.organization().people().size(),
          state.organization().agents().size());
    } catch (BrokenOrganizationException broken) {
      refuse(broken.problems());
    }
  }

  private void refuse(List<String> problems) {
    if (!problems.equals(state.refused())) {
      LOG.error("Organization not changed, the new one is broken: {}", String.join("; ", problems));
      state = state.refusing(problems);
    }
  }

  private OrganizationState read(List<String> unanswered) {
    Organization whole = OrganizationReader.read(file.text(), known);
    return new OrganizationState(whole, clock.instant(), List.of(), unanswered);
  }
}
