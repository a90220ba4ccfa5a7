package io.countersign.engine;

import io.camunda.client.CamundaClient;
import java.net.URI;
import java.nio.file.Path;

/** {@code countersign deploy}: sends the models of this folder to the configured cluster. */
public final class DeployCommand {

  private DeployCommand() {}

  /**
   * Deploys and prints what the cluster made of it.
   *
   * @param args the folder with {@code bpmn/} and {@code dmn/}; the current one if absent
   */
  public static void main(String[] args) {
    String address = System.getenv().getOrDefault("ZEEBE_GRPC_URL", "http://localhost:26500");
    Path folder = Path.of(args.length > 0 ? args[0] : ".");
    try (CamundaClient client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create(address))
            .preferRestOverGrpc(false)
            .build()) {
      new ModelDeployment(client)
          .deploy(ModelFiles.inForce(folder))
          .forEach(line -> System.out.println("deployed " + line));
    } catch (RuntimeException refused) {
      System.err.println("deploy: the cluster at " + address + " refused: " + refused.getMessage());
      System.exit(1);
    }
  }
}
