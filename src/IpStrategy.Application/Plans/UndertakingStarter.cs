using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Plans;

/// <summary>Starts the process instances of one assignment, and tells the leads.</summary>
internal sealed class UndertakingStarter(
    IpStrategyContext db,
    ReferenceTables reference,
    DefinitionCache definitions,
    ProcessRuns runs,
    PostHolders holders,
    MessageWriter messages,
    LetterNumbers letters,
    Ids ids
)
{
    public const string ProcessId = "assignment";

    public async Task<Outcome<Undertaking[]>> StartAsync(
        Assignment assignment,
        ImmutableArray<UndertakingPlan> plans,
        SilenceRule silence,
        Actor actor
    )
    {
        assignment.Divide(plans.Length);
        var started = new List<Undertaking>();
        foreach (var plan in plans)
        {
            var undertaking = Add(assignment, plan);
            await letters.NumberAsync(undertaking, CancellationToken.None);
            if (await StartAsync(undertaking, plan, silence, actor) is { } refusal)
            {
                return refusal;
            }
            started.Add(undertaking);
        }
        return started.ToArray();
    }

    /// <summary>One more, of an assignment that is under way.</summary>
    public async Task<Outcome<Undertaking>> BeginAsync(
        Assignment assignment,
        UndertakingPlan plan,
        SilenceRule silence,
        Actor actor
    )
    {
        var undertaking = Add(assignment, plan);
        return await StartAsync(undertaking, plan, silence, actor) is { } refusal ? refusal : undertaking;
    }

    private Undertaking Add(Assignment assignment, UndertakingPlan plan)
    {
        var undertaking = new Undertaking(ids.Next(), assignment, plan.Lead.Value, reference.NameOf(plan.Lead.Value));
        db.Undertakings.Add(undertaking);
        var leads = plan
            .Cosigners.Prepend(plan.Lead)
            .Select(c => new UndertakingAgency(undertaking.Id, c.Value, PartyRole.Lead));
        var others = plan.Parties.Select(c => new UndertakingAgency(undertaking.Id, c.Value, PartyRole.CoResponsible));
        AddDeliverables(assignment, undertaking);
        db.UndertakingAgencies.AddRange(leads.Concat(others).DistinctBy(a => a.AgencyCode));
        return undertaking;
    }

    /// <summary>成果: what the notice was read to promise, each lead severally.</summary>
    private void AddDeliverables(Assignment assignment, Undertaking undertaking) =>
        db.Deliverables.AddRange(
            JsonSerializer
                .Deserialize<string[]>(assignment.Promises)!
                .Select((title, i) => new Deliverable(ids.Next(), undertaking, i + 1, title).AsRead())
        );

    private async Task<Refusal?> StartAsync(
        Undertaking undertaking,
        UndertakingPlan plan,
        SilenceRule silence,
        Actor actor
    )
    {
        var definition = (await definitions.NewestAsync(db, ProcessId, CancellationToken.None))!;
        var run = runs.Begin(actor);
        var instance = new StoredInstance(ids.Next(), definition.Id, undertaking.Id, run.Context.Now);
        db.Instances.Add(instance);
        undertaking.Start(instance.Id, run.Context.Now);
        run.Remember(undertaking);
        run.Remember(instance);
        Tell(undertaking, plan, actor);
        return await run.ExecuteAsync(
            instance,
            new Command.Start(InstanceIds.Of(instance.Id), definition.Id, VariablesOf(plan, silence)),
            CancellationToken.None
        );
    }

    private void Tell(Undertaking undertaking, UndertakingPlan plan, Actor actor)
    {
        var facts = new MessageFacts(
            undertaking.AssignmentNumber,
            undertaking.Label,
            undertaking.Subject,
            StepRules.Acknowledge,
            "",
            undertaking.LeadCode,
            undertaking.DueOn,
            From: actor.Name,
            Text: undertaking.LetterNumber
        )
        {
            UndertakingId = undertaking.Id,
        };
        var leads = plan.Cosigners.Prepend(plan.Lead).SelectMany(c => holders.InGroup(PostGroups.Agency(c.Value)));
        messages.Tell(leads, MessageKind.Issued, facts, "");
    }

    private static ImmutableSortedDictionary<string, FeelValue> VariablesOf(
        UndertakingPlan plan,
        SilenceRule silence
    ) =>
        Command
            .NoVariables.Add("lead", FeelValue.From(plan.Lead.Value))
            .Add("cosigners", Codes(plan.Cosigners))
            .Add("parties", Codes(plan.Parties))
            .Add("openGroups", Codes(plan.OpenGroups))
            .Add("officeIsLead", FeelValue.From(plan.OfficeIsLead))
            .Add("silenceRule", FeelValue.From(Words.Of(silence)));

    private static FeelValue Codes(ImmutableArray<AgencyCode> codes) =>
        FeelValue.From(codes.Select(c => FeelValue.From(c.Value)));
}
