using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Plans.Control;

/// <summary>Starts the process in which one addressee answers an instruction; the first of them writes the instruction down.</summary>
internal sealed class InstructionSteps(IpStrategyContext db, DefinitionCache definitions, Ids ids)
{
    public async Task<Refusal?> RunAsync(
        ControlCase c,
        ChangeStep.Instruct step,
        ControlOrder order,
        CancellationToken cancel
    )
    {
        var (actor, now) = (c.Run.Context.Actor, c.Run.Context.Now);
        var instruction = db.Instructions.Local.FirstOrDefault(i => i.AssignmentId == c.Assignment.Id && i.At == now);
        if (instruction is null)
        {
            instruction = new Instruction(ids.Next(), c.Assignment.Id, order.Text!.Trim(), step.Due.Rule.ToText()).By(
                actor,
                now,
                step.Due.Date
            );
            db.Instructions.Add(instruction);
        }
        var definition = (await definitions.NewestAsync(db, Standing.Instruction, cancel))!;
        var instance = new StoredInstance(ids.Next(), definition.Id, step.UndertakingId, now);
        db.Instances.Add(instance);
        c.Run.Remember(instance);
        db.InstructionAddressees.Add(new InstructionAddressee(instruction.Id, step.Agency.Value, instance.Id));
        var variables = Command
            .NoVariables.Add("addressee", FeelValue.From(step.Agency.Value))
            .Add("checker", FeelValue.From(CheckerOf(step.Agency.Value, actor)))
            .Add("dueRule", FeelValue.From(step.Due.Rule.ToText()));
        return await c.Run.ExecuteAsync(
            instance,
            new Command.Start(InstanceIds.Of(instance.Id), definition.Id, variables),
            cancel
        );
    }

    /// <summary>The office closes; what it answers itself is closed by whoever wrote the instruction.</summary>
    private static string CheckerOf(string addressee, Actor actor) =>
        addressee != PostGroups.OfficeCode ? PostGroups.OfficeClerk
        : actor.Post == Post.GroupDeputy ? PostGroups.GroupDeputy
        : PostGroups.Leadership;
}
