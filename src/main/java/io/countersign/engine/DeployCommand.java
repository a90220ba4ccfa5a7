package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.countersign.models.ModelCheck;
import io.countersign.models.ModelProblem;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/** {@code countersign deploy}: checks the models of a folder and sends them to the cluster. */
public final class DeployCommand {

  private static final int REFUSED = 1;

  private final Function<SortedMap<String, byte[]>, List<String>> cluster;
  private final PrintStream out;
  private final PrintStream err;

  DeployCommand(
      Function<SortedMap<String, byte[]>, List<String>> cluster, PrintStream out, PrintStream err) {
    this.cluster = cluster;
    this.out = out;
    this.err = err;
  }

  /**
   * Deploys and prints what the cluster made of it, or why nothing was sent.
   *
   * @param args the folder with {@code bpmn/} and {@code dmn/}; the current one if absent; {@code
   *     --extra-job-types} and {@code --extra-flows} with what is known elsewhere
   */
  public static void main(String[] args) {
    String address = System.getenv().getOrDefault("ZEEBE_GRPC_URL", "http://localhost:26500");
    System.exit(
        new DeployCommand(models -> send(address, models), System.out, System.err).run(args));
  }

  /** The exit code. */
  int run(String... args) {
    try {
      DeployOptions options = DeployOptions.of(args);
      var models = ModelFiles.inForce(options.folder());
      List<ModelProblem> problems =
          new ModelCheck(JobTypes.with(options.extraJobTypes()), options.extraFlows())
              .problems(models);
      if (!problems.isEmpty()) {
        problems.forEach(problem -> err.println(problem.line()));
        err.println("deploy: nothing was sent, because of the above (" + problems.size() + ").");
        return REFUSED;
      }
      cluster.apply(models).forEach(line -> out.println("deployed " + line));
      return 0;
    } catch (RuntimeException failure) {
      err.println("deploy: " + failure.getMessage());
      return REFUSED;
    }
  }

  private static List<String> send(String address, SortedMap<String, byte[]> models) {
    try (CamundaClient client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create(address))
            .preferRestOverGrpc(false)
            .build()) {
      return new ModelDeployment(client).deploy(models);
    } catch (RuntimeException refused) {
      throw new IllegalStateException(
          "the cluster at " + address + " refused: " + refused.getMessage(), refused);
    }
  }
}
