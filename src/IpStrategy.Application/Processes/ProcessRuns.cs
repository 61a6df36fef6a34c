using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Processes;

/// <summary>Begins runs: one for each command that comes from outside.</summary>
internal sealed class ProcessRuns(
    IpStrategyContext db,
    InstanceStore store,
    DefinitionCache definitions,
    EffectApplier effects,
    AuditTrail audit,
    ITimeZoneRules zones,
    DomainClock clock
)
{
    public ProcessRun Begin(Actor actor) => BeginAt(actor, clock.Now);

    /// <summary>For work that belongs to an instant of its own.</summary>
    public ProcessRun BeginAt(Actor actor, DateTimeOffset now) =>
        new(db, store, definitions, effects, audit, new RunContext(actor, now, clock.RealNow, zones));
}
