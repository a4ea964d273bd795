package dev.millrace.engine.remote;

import static dev.millrace.engine.EngineException.Code.INVALID;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.Repairs;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.MigrationPlanBuilderImpl;
import io.camunda.client.api.command.ModifyProcessInstanceCommandStep1;
import io.camunda.client.api.command.ModifyProcessInstanceCommandStep1.ModifyProcessInstanceCommandStep2;

/** Modify and migrate on a cluster. */
record RemoteRepairs(CamundaClient client, Calls calls, Json json) implements Repairs {
  @Override
  public void modify(long processInstanceKey, Modification modification) {
    calls.call(() -> command(processInstanceKey, modification));
  }

  private ModifyProcessInstanceCommandStep2 command(long instance, Modification modification) {
    ModifyProcessInstanceCommandStep1 next = client.newModifyProcessInstanceCommand(instance);
    ModifyProcessInstanceCommandStep2 filled = null;
    for (Begin begin : modification.begin()) {
      filled =
          next.activateElement(begin.elementId()).withVariables(json.encoded(begin.variables()));
      next = filled.and();
    }
    for (long element : modification.end()) {
      filled = next.terminateElement(element);
      next = filled.and();
    }
    if (filled == null) {
      throw new EngineException(INVALID, "There is nothing to modify.", null);
    }
    return filled;
  }

  @Override
  public void migrate(long processInstanceKey, Migration migration) {
    MigrationPlanBuilderImpl plan = new MigrationPlanBuilderImpl();
    plan.withTargetProcessDefinitionKey(migration.processDefinitionKey());
    migration.elements().forEach(plan::addMappingInstruction);
    calls.call(() ->
        client.newMigrateProcessInstanceCommand(processInstanceKey).migrationPlan(plan.build()));
  }
}
