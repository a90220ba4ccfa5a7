package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.action.ProposedAction;
import io.countersign.organization.Organization;
import io.countersign.policy.PolicyCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who would decide an action, and until when, if it were proposed now.
 *
 * @param name of the route
 * @param steps one after another; the stages of a step run side by side
 * @param afterwards second looks, after the decision
 */
public record RouteOutlook(
    String name, List<List<StageOutlook>> steps, List<StageOutlook> afterwards) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One stage.
   *
   * @param who in the words of the route table
   * @param canApprove the ids of the people who could approve at that moment
   * @param satisfiable whether they are enough
   * @param reason why not
   * @param decideBy the latest moment at which it is decided, if every step before takes all its
   *     time
   * @param atEnd what happens then
   * @param process the approval flow
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StageOutlook(
      String stage,
      List<String> who,
      int approvals,
      int rejections,
      List<String> mustInclude,
      List<String> canApprove,
      boolean satisfiable,
      @Nullable String reason,
      Instant decideBy,
      String atEnd,
      @Nullable String process) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Route(
      String name,
      List<List<Map<String, Object>>> steps,
      @Nullable List<Map<String, Object>> afterwards) {}

  /**
   * @param route the answer of the table {@code approvalRoute}
   */
  public static RouteOutlook of(
      Object route,
      ProposedAction action,
      PolicyCheck policy,
      Organization organization,
      Instant now) {
    Route read = JSON.convertValue(route, Route.class);
    Case subject = Case.of(action, JSON.convertValue(policy, Case.Policy.class));
    List<List<StageOutlook>> steps = new ArrayList<>();
    Instant opens = now;
    for (List<Map<String, Object>> step : read.steps()) {
      List<StageOutlook> stages = stages(step, subject, organization, opens);
      opens = stages.stream().map(StageOutlook::decideBy).max(Instant::compareTo).orElse(opens);
      steps.add(stages);
    }
    return new RouteOutlook(
        read.name(),
        List.copyOf(steps),
        stages(
            read.afterwards() == null ? List.of() : read.afterwards(),
            subject,
            organization,
            opens));
  }

  private static List<StageOutlook> stages(
      List<Map<String, Object>> rows, Case subject, Organization organization, Instant opens) {
    return rows.stream().map(it -> stage(it, subject, organization, opens)).toList();
  }

  private static StageOutlook stage(
      Map<String, Object> row, Case subject, Organization organization, Instant opens) {
    Stage stage = JSON.convertValue(row, Stage.class).openedAt(opens);
    Seating seating = Seating.of(stage, subject, organization, Tally.none(), opens);
    var reviewers = new Reviewers(stage, subject, organization, seating.widened());
    return new StageOutlook(
        stage.name(),
        reviewers.words(opens),
        stage.approvals(),
        stage.rejections(),
        stage.mustInclude(),
        reviewers.at(opens).stream().map(it -> it.person().id()).toList(),
        seating.satisfiable(),
        seating.reason(),
        seating.decideBy(),
        stage.atEnd() == null ? "reject" : stage.atEnd(),
        row.get("process") instanceof String process ? process : null);
  }
}
