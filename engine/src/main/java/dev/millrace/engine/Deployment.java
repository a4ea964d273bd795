package dev.millrace.engine;

import java.util.List;

/** What a deployment made or found unchanged. */
public record Deployment(long key, List<DeployedProcess> processes) {
  public Deployment {
    processes = List.copyOf(processes);
  }

  /**
   * One process of the deployment.
   *
   * @param processId the BPMN process id
   * @param version 1 for the first content of that id
   * @param key names this version; what {@link WorkflowEngine#start} takes
   * @param unchanged true if the engine already had exactly this content
   */
  public record DeployedProcess(String processId, int version, long key, boolean unchanged) {}
}
