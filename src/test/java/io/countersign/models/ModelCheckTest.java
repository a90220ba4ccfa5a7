package io.countersign.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check finds the one thing that was broken, and says where and what to do. */
class ModelCheckTest {

  private static final String FLOW = "legal-sign-off.bpmn";
  private static final String END =
      "</bpmn:process><bpmn:signal id=\"Signal_Withdrawn\" name=\"withdrawn\" />";
  private static final String ALL_KINDS =
      ModelEngine.read(Path.of("src/test/resources/model-check/all-kinds.bpmn"));
  private static final String SCRIPT =
      """
      <bpmn:scriptTask id="Task_AddUp" name="Add up">
        <bpmn:documentation>Purpose: Owner: Started by: Ends:</bpmn:documentation>
        <bpmn:extensionElements>
          <zeebe:script expression="=1 + 1" resultVariable="sum" />
        </bpmn:extensionElements>
      </bpmn:scriptTask>
      """;

  @Test
  void aProblemIsOneLineWithFileElementAndMend() {
    var broken = changed("<zeebe:output source=\"=verdict\" target=\"verdict\" />", "");

    assertThat(broken.problems())
        .extracting(ModelProblem::line)
        .containsExactly(
            "legal-sign-off.bpmn: CallActivity_StageReview (Stage review) does not name what leaves"
                + " it. Mend: give it an output mapping that names what it brings; without one,"
                + " whoever completes it can overwrite any variable of the process.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"legal-sign-off.bpmn", "control.dmn", "document-checklist.form"})
  void aFileThatCannotBeReadIsAProblem(String file) {
    var broken = BrokenModels.shipped().with(file, text -> text.substring(0, text.length() / 2));

    assertThat(broken.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo(file);
              assertThat(problem.what()).startsWith("cannot be read: ");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"legal-sign-off.bpmn", "control.dmn"})
  void modelsCannotBringOtherFilesIn(String file) {
    var broken =
        BrokenModels.shipped()
            .with(
                file,
                xml ->
                    xml.replaceFirst(
                            "\\?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>")
                        .replaceFirst("(documentation|description)>", "$1>&e;"));

    assertThat(broken.found()).singleElement().asString().contains("DOCTYPE");
  }

  @Test
  void anElementThatBpmnDoesNotKnowIsAProblem() {
    assertThat(changed("bpmn:startEvent", "bpmn:beginEvent").found())
        .singleElement()
        .asString()
        .startsWith(FLOW + " the file: cannot be read: ");
  }

  @Test
  void filesAreNamedAfterTheirProcess() {
    assertThat(changed("id=\"legal-sign-off\"", "id=\"sign-off\"").found())
        .contains(FLOW + " sign-off: is not the one process that the file is named after");
  }

  @ParameterizedTest
  @CsvSource({
    "Task_CheckDocuments, Activity_0abc123",
    "Task_CheckDocuments, Task_0abc123",
    "StartEvent_StageOpened, Event_0abc123",
    "Gateway_DocumentsComplete, gateway",
    "ThrowEvent_CheckTimedOut, Event_0abc123",
    "BoundaryEvent_CheckOverdue, Overdue",
    "SequenceFlow_ToStageDecided, Flow_0abc123"
  })
  void idsAreChosen(String before, String after) {
    assertThat(BrokenModels.shipped().with(FLOW, xml -> xml.replace(before, after)).found())
        .anySatisfy(
            found ->
                assertThat(found)
                    .startsWith(FLOW + " " + after)
                    .endsWith("has an id that does not tell what it is"));
  }

  @Test
  void definitionsHaveChosenIdsToo() {
    assertThat(
            changed("</bpmn:process>", "</bpmn:process><bpmn:message id=\"Message_0abc123\" />")
                .found())
        .contains(FLOW + " Message_0abc123: has an id that nobody chose");
  }

  @ParameterizedTest
  @CsvSource({
    "name=\"Check documents\",, Task_CheckDocuments",
    "name=\"Check overdue\", name=\" \", BoundaryEvent_CheckOverdue",
    "name=\"Check timed out\", name=\"Event_1\", ThrowEvent_CheckTimedOut (Event_1)",
    "name=\"Legal sign-off\",, legal-sign-off"
  })
  void nodesHaveNamesInWords(String before, String after, String element) {
    assertThat(changed(before, after == null ? "" : after).found())
        .contains(FLOW + " " + element + ": has no name in business words");
  }

  @Test
  void splitsAsk() {
    assertThat(changed("Documents complete?", "Documents").found())
        .containsExactly(
            FLOW + " Gateway_DocumentsComplete (Documents): does not say what it asks");
  }

  @Test
  void splitsHaveADefault() {
    assertThat(changed(" default=\"SequenceFlow_DocumentsCompleteNo\"", "").found())
        .anyMatch(
            found ->
                found.contains(
                    "Gateway_DocumentsComplete (Documents complete?): has no default flow"));
  }

  @Test
  void theDefaultHasNoConditionAndTheOthersHaveOne() {
    var broken =
        changed(
            "default=\"SequenceFlow_DocumentsCompleteNo\"",
            "default=\"SequenceFlow_DocumentsCompleteYes\"");

    assertThat(broken.found())
        .contains(
            FLOW
                + " SequenceFlow_DocumentsCompleteYes (Yes): is the default flow and has a"
                + " condition",
            FLOW + " SequenceFlow_DocumentsCompleteNo (No): has no condition");
  }

  @Test
  void answersAreNamed() {
    assertThat(changed("name=\"Yes\"", "").found())
        .containsExactly(
            FLOW + " SequenceFlow_DocumentsCompleteYes: does not say which answer it is");
  }

  @Test
  void tasksSayWhatTheyAreFor() {
    assertThat(changed("Owner: the department of the stage.", "").found())
        .containsExactly(
            FLOW
                + " CallActivity_StageReview (Stage review): does not say \"Owner:\" in its"
                + " documentation");
  }

  @Test
  void processesSayWhatTheyAreFor() {
    assertThat(changed("Purpose: a contract", "A contract").found())
        .containsExactly(
            FLOW
                + " legal-sign-off (Legal sign-off): does not say \"Purpose:\" in its"
                + " documentation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EndEvent_StageDecided", "Gateway_RefusedJoin", "SequenceFlow_ToRefusedJoin"})
  void everythingIsDrawn(String element) {
    var broken =
        BrokenModels.shipped()
            .with(
                FLOW,
                xml ->
                    xml.replaceAll(
                        "(?s)<bpmndi:BPMN(Shape|Edge) id=\""
                            + element
                            + "_di\".*?</bpmndi:BPMN\\1>",
                        ""));

    assertThat(broken.found())
        .singleElement()
        .asString()
        .contains(element, "runs but is not in the drawing");
  }

  @Test
  void everyPathLeadsSomewhere() {
    var broken = BrokenModels.shipped().with(FLOW, remove("SequenceFlow_ToDocumentsRefused"));

    assertThat(broken.found())
        .contains(
            FLOW + " Gateway_RefusedJoin: leads nowhere",
            FLOW
                + " EndEvent_DocumentsRefused (Documents refused): is never reached from a start"
                + " event");
  }

  @Test
  void aBoundaryEventLeadsSomewhereAndWhatFollowsItIsReachedByIt() {
    var broken = BrokenModels.shipped().with(FLOW, remove("SequenceFlow_CheckOverdue"));

    assertThat(broken.found())
        .contains(
            FLOW + " BoundaryEvent_CheckOverdue (Check overdue): leads nowhere",
            FLOW
                + " ThrowEvent_CheckTimedOut (Check timed out): is never reached from a start"
                + " event");
  }

  @Test
  void aLoopHasAWayOut() {
    var broken =
        changed(
            "sourceRef=\"Gateway_RefusedJoin\" targetRef=\"EndEvent_DocumentsRefused\"",
            "sourceRef=\"Gateway_RefusedJoin\" targetRef=\"ThrowEvent_DocumentsIncomplete\"");

    assertThat(broken.found())
        .contains(FLOW + " Gateway_RefusedJoin: is on a loop that no path leaves");
  }

  @Test
  void anInterruptingEventSubProcessEndsALoop() {
    var looping =
        changed(
                "sourceRef=\"Gateway_RefusedJoin\" targetRef=\"EndEvent_DocumentsRefused\"",
                "sourceRef=\"Gateway_RefusedJoin\" targetRef=\"ThrowEvent_DocumentsIncomplete\"")
            .with(FLOW, xml -> xml.replace("</bpmn:process>", withdrawn() + END));

    assertThat(looping.found()).noneMatch(found -> found.contains("loop that no path leaves"));
  }

  @Test
  void eventSubProcessesAreReachedByTheirEventAndCheckedInside() {
    var sound =
        BrokenModels.shipped().with(FLOW, xml -> xml.replace("</bpmn:process>", withdrawn() + END));
    var broken =
        BrokenModels.shipped()
            .with(
                FLOW,
                xml ->
                    xml.replace(
                        "</bpmn:process>",
                        withdrawn().replaceFirst("(?s)<bpmn:sequenceFlow.*?/>", "") + END));

    assertThat(sound.found()).allMatch(found -> found.endsWith("runs but is not in the drawing"));
    assertThat(broken.found())
        .contains(
            FLOW + " StartEvent_Withdrawn (Withdrawn): leads nowhere",
            FLOW
                + " EndEvent_WithdrawalKnown (Withdrawal known): is never reached from a start"
                + " event");
  }

  @Test
  void everyKindOfPathIsFollowed() {
    assertThat(BrokenModels.shipped().with("all-kinds.bpmn", ALL_KINDS).found())
        .isNotEmpty()
        .allMatch(found -> found.endsWith("runs but is not in the drawing"));
  }

  @Test
  void brokenPathsAreFoundInsideASubProcess() {
    var broken =
        BrokenModels.shipped()
            .with(
                "all-kinds.bpmn",
                ALL_KINDS.replace("targetRef=\"EndEvent_Asked\"", "targetRef=\"Task_Ask\""));

    assertThat(broken.found())
        .contains(
            "all-kinds.bpmn Task_Ask (Ask): is on a loop that no path leaves",
            "all-kinds.bpmn EndEvent_Asked (Asked): is never reached from a start event");
  }

  @Test
  void aMessageNamesWhatItBrings() {
    String bringsAnything =
        withdrawn().replaceFirst("(?s)<bpmn:extensionElements>.*?</bpmn:extensionElements>", "");

    assertThat(changed("</bpmn:process>", bringsAnything + END).found())
        .contains(
            FLOW + " StartEvent_Withdrawn (Withdrawn): does not name what its message brings");
  }

  @Test
  void aUserTaskNamesWhatLeavesIt() {
    var broken =
        BrokenModels.shipped()
            .with(FLOW, xml -> xml.replaceFirst("<zeebe:output source=\"=\\{complete.*?/>", ""));

    assertThat(broken.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.element()).isEqualTo("Task_CheckDocuments (Check documents)");
              assertThat(problem.mend())
                  .contains("whoever submits the form can overwrite any variable");
            });
  }

  @Test
  void aScriptNamesItsOneResultItself() {
    assertThat(withTask(SCRIPT).found())
        .isNotEmpty()
        .allMatch(found -> found.contains("Task_AddUp"))
        .noneMatch(found -> found.endsWith("does not name what leaves it"));
  }

  @Test
  void userTasksAreTasksOfTheEngine() {
    assertThat(changed("<zeebe:userTask />", "").found())
        .anyMatch(
            found -> found.contains("Task_CheckDocuments (Check documents): is a job and no task"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Child", "Parent"})
  void callsPassNamedVariablesOnly(String direction) {
    assertThat(changed("propagateAll" + direction + "Variables=\"false\"", "").found())
        .containsExactly(
            FLOW
                + " CallActivity_StageReview (Stage review): passes all variables to the called"
                + " process or takes all from it");
  }

  @Test
  void aRepeatedUserTaskHasACompletionConditionAndAQuestionBeforeIt() {
    assertThat(repeated("=action.documents").found())
        .containsExactlyInAnyOrder(
            FLOW
                + " Task_CheckDocuments (Check documents): waits for everybody even when all is"
                + " decided",
            FLOW
                + " Task_CheckDocuments (Check documents): is passed at once when the list"
                + " =action.documents is empty");
  }

  @Test
  void aQuestionOnEveryPathGuardsARepeatedUserTask() {
    assertThat(guarded("=count(action.documents) > 0").found()).isEmpty();
  }

  @Test
  void aQuestionAboutSomethingElseGuardsNothing() {
    assertThat(guarded("=policy.floor = \"review\"").found())
        .singleElement()
        .asString()
        .contains("Task_CheckDocuments (Check documents): is passed at once");
  }

  @Test
  void everyJobTypeHasAWorker() {
    var broken =
        withTask(
            SCRIPT.replaceFirst("<zeebe:script.*?/>", "<zeebe:taskDefinition type=\"add-up\" />"));

    assertThat(broken.found())
        .contains(
            FLOW + " Task_AddUp (Add up): has the job type \"add-up\", which nobody works on");
    assertThat(broken.alsoWorkingOn("add-up").found())
        .noneMatch(found -> found.contains("job type"));
  }

  @Test
  void listenersNeedAWorkerToo() {
    assertThat(
            changed(
                    "<zeebe:userTask />",
                    "<zeebe:userTask /><zeebe:taskListeners><zeebe:taskListener"
                        + " eventType=\"completing\" type=\"tell\" /></zeebe:taskListeners>")
                .found())
        .containsExactly(
            FLOW
                + " Task_CheckDocuments (Check documents): has the job type \"tell\", which nobody"
                + " works on");
  }

  @Test
  void formsExist() {
    assertThat(BrokenModels.shipped().without("document-checklist.form").found())
        .containsExactly(
            FLOW
                + " Task_CheckDocuments (Check documents): names the form \"document-checklist\","
                + " which is not among the models");
  }

  @Test
  void formsAreCalledAsTheirFile() {
    assertThat(
            BrokenModels.shipped()
                .with(
                    "document-checklist.form",
                    json -> json.replace("\"document-checklist\"", "\"checklist\""))
                .found())
        .contains("document-checklist.form checklist: is not called as its file");
  }

  @Test
  void decisionsExist() {
    assertThat(BrokenModels.shipped().without("control.dmn").found())
        .anyMatch(
            found ->
                found.endsWith("names the decision \"control\", which is not among the models"));
  }

  @Test
  void calledProcessesExist() {
    assertThat(changed("processId=\"stage-review\"", "processId=\"stage-revue\"").found())
        .containsExactly(
            FLOW
                + " CallActivity_StageReview (Stage review): names the process \"stage-revue\","
                + " which is not among the models");
  }

  @Test
  void aCalledProcessMayComeFromElsewhereIfItIsNotBound() {
    var elsewhere =
        changed("processId=\"stage-review\"", "processId=\"their-review\"")
            .alsoKnowingFlow("their-review");

    assertThat(elsewhere.found())
        .containsExactly(
            FLOW
                + " CallActivity_StageReview (Stage review): may call a process of another"
                + " deployment and is bound to this one");
    assertThat(
            elsewhere
                .with(
                    FLOW,
                    xml ->
                        xml.replaceFirst("(\"their-review\".*) bindingType=\"deployment\"", "$1"))
                .found())
        .isEmpty();
  }

  @Test
  void formsKeepTheirVersion() {
    assertThat(
            changed(
                    "formId=\"document-checklist\" bindingType=\"deployment\"",
                    "formId=\"document-checklist\"")
                .found())
        .containsExactly(
            FLOW
                + " Task_CheckDocuments (Check documents): does not keep the version of the form it"
                + " was deployed with");
  }

  @Test
  void whatTheEngineWouldRefuseIsFoundBefore() {
    assertThat(
            BrokenModels.shipped()
                .with(FLOW, xml -> xml.replaceAll("<bpmn:timeDate.*</bpmn:timeDate>", ""))
                .found())
        .containsExactly(
            FLOW + " TimerEventDefinition_CheckOverdue: would be refused by the engine");
  }

  @Test
  void tablesTakeEveryCase() {
    assertThat(
            BrokenModels.shipped()
                .with(
                    "control.dmn",
                    xml -> xml.replaceAll("(?s)<rule id=\"Rule_AnythingElse\".*?</rule>", ""))
                .found())
        .singleElement()
        .asString()
        .startsWith("control.dmn Rule_")
        .endsWith("is the end of the table and does not take every case");
  }

  @Test
  void aDashIsAnEmptyCell() {
    assertThat(
            BrokenModels.shipped()
                .with("control.dmn", xml -> xml.replace("<text></text>", "<text>-</text>"))
                .found())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ANY", "PRIORITY", "RULE ORDER"})
  void hitPoliciesAreThoseThatPeopleCanRead(String hitPolicy) {
    assertThat(
            BrokenModels.shipped()
                .with("control.dmn", xml -> xml.replace("\"FIRST\"", "\"" + hitPolicy + "\""))
                .found())
        .containsExactly("control.dmn control (Control): has the hit policy " + hitPolicy);
  }

  @Test
  void columnsHaveHeadings() {
    assertThat(
            BrokenModels.shipped()
                .with(
                    "control.dmn", xml -> xml.replaceFirst("(<output [^>]*)label=\"[^\"]*\"", "$1"))
                .found())
        .singleElement()
        .asString()
        .endsWith("is a column without a heading");
  }

  @Test
  void everyRouteNamesAFlowThatExists() {
    var broken =
        BrokenModels.shipped()
            .with(
                "approval-route.dmn",
                xml -> xml.replaceFirst("\"stage-review\"", "\"their-review\""));

    assertThat(broken.found())
        .singleElement()
        .asString()
        .startsWith("approval-route.dmn Rule_")
        .endsWith("sends actions to the flow \"their-review\", which is not among the models");
    assertThat(broken.alsoKnowingFlow("their-review").found()).isEmpty();
  }

  private static BrokenModels changed(String before, String after) {
    return BrokenModels.shipped().with(FLOW, xml -> xml.replace(before, after));
  }

  private static BrokenModels withTask(String task) {
    return changed("</bpmn:process>", task + "</bpmn:process>");
  }

  /** Without the flow, where it is drawn and where its ends name it. */
  private static UnaryOperator<String> remove(String flow) {
    return xml ->
        xml.replaceAll("<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*/>", "")
            .replaceAll("<bpmn:(incoming|outgoing)>" + flow + "</bpmn:\\1>", "")
            .replaceAll("(?s)<bpmndi:BPMNEdge id=\"" + flow + "_di\".*?</bpmndi:BPMNEdge>", "");
  }

  private static BrokenModels repeated(String list) {
    return BrokenModels.shipped()
        .with(
            FLOW,
            xml ->
                xml.replace(
                    "</bpmn:userTask>",
                    """
                    <bpmn:multiInstanceLoopCharacteristics>
                      <bpmn:extensionElements>
                        <zeebe:loopCharacteristics inputCollection="%s" inputElement="document" />
                      </bpmn:extensionElements>
                    </bpmn:multiInstanceLoopCharacteristics>
                    </bpmn:userTask>
                    """
                        .formatted(list)));
  }

  /** With a completion condition, and a question of which the default flow skips the task. */
  private static BrokenModels guarded(String question) {
    return repeated("=action.documents")
        .with(
            FLOW,
            xml ->
                xml.replace(
                        "</bpmn:multiInstanceLoopCharacteristics>",
                        "<bpmn:completionCondition>=false</bpmn:completionCondition>"
                            + "</bpmn:multiInstanceLoopCharacteristics>")
                    .replace(
                        "targetRef=\"Task_CheckDocuments\" />",
                        """
                        targetRef="Gateway_Any" />
                        <bpmn:exclusiveGateway id="Gateway_Any" name="Any?" default="SequenceFlow_AnyNo" />
                        <bpmn:sequenceFlow id="SequenceFlow_AnyYes" name="Yes" sourceRef="Gateway_Any" targetRef="Task_CheckDocuments">
                          <bpmn:conditionExpression>%s</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>
                        <bpmn:sequenceFlow id="SequenceFlow_AnyNo" name="No" sourceRef="Gateway_Any" targetRef="ThrowEvent_DocumentsIncomplete" />
                        """
                            .formatted(question.replace(">", "&gt;")))
                    .replace(
                        "</bpmndi:BPMNPlane>",
                        """
                        <bpmndi:BPMNShape id="Any_di" bpmnElement="Gateway_Any"><dc:Bounds x="1" y="1" width="50" height="50" /></bpmndi:BPMNShape>
                        <bpmndi:BPMNEdge id="AnyYes_di" bpmnElement="SequenceFlow_AnyYes"><di:waypoint x="1" y="1" /><di:waypoint x="2" y="2" /></bpmndi:BPMNEdge>
                        <bpmndi:BPMNEdge id="AnyNo_di" bpmnElement="SequenceFlow_AnyNo"><di:waypoint x="1" y="1" /><di:waypoint x="2" y="2" /></bpmndi:BPMNEdge>
                        </bpmndi:BPMNPlane>
                        """));
  }

  private static String withdrawn() {
    return """
        <bpmn:subProcess id="SubProcess_Withdrawal" name="Withdrawal" triggeredByEvent="true">
          <bpmn:startEvent id="StartEvent_Withdrawn" name="Withdrawn">
            <bpmn:extensionElements>
              <zeebe:ioMapping><zeebe:output source="=why" target="why" /></zeebe:ioMapping>
            </bpmn:extensionElements>
            <bpmn:signalEventDefinition id="SignalEventDefinition_Withdrawn" signalRef="Signal_Withdrawn" />
          </bpmn:startEvent>
          <bpmn:sequenceFlow id="SequenceFlow_ToWithdrawalKnown" sourceRef="StartEvent_Withdrawn" targetRef="EndEvent_WithdrawalKnown" />
          <bpmn:endEvent id="EndEvent_WithdrawalKnown" name="Withdrawal known">
            <bpmn:terminateEventDefinition id="TerminateEventDefinition_WithdrawalKnown" />
          </bpmn:endEvent>
        </bpmn:subProcess>
        """;
  }
}
