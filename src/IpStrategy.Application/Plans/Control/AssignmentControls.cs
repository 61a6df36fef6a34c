using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans.Control;

/// <summary>变更记录 and 批示 of one assignment. The caller has checked that it may be seen.</summary>
internal sealed class AssignmentControls(IpStrategyContext db, ReferenceTables reference, ControlOutcome outcome)
{
    /// <param name="visible">Undertakings the caller may see: what was done to the others is not told.</param>
    public async Task<ImmutableArray<ControlRecordView>> RecordsAsync(
        long assignmentId,
        IReadOnlyCollection<Undertaking> visible,
        Actor actor,
        CancellationToken cancel
    )
    {
        var ids = visible.Select(u => u.Id).ToHashSet();
        var codes = visible.Select(u => (string?)u.LeadCode).Append(actor.AgencyCode).ToHashSet();
        bool MaySee(ChangeEffect e) => actor.SeesWholePlan || e.Lead is null || codes.Contains(e.Lead);
        var records = await db
            .ControlRecords.AsNoTracking()
            .Where(r => r.AssignmentId == assignmentId)
            .OrderBy(r => r.Id)
            .ToListAsync(cancel);
        return
        [
            .. records
                .Where(r => r.UndertakingId is null || ids.Contains(r.UndertakingId.Value))
                .Select(r => new ControlRecordView(
                    Opaque.Of(r.Id),
                    ControlOutcome.VerbOf(r.Verb),
                    r.UndertakingId is { } undertaking ? Opaque.Of(undertaking) : null,
                    r.At,
                    r.ByName,
                    r.ByPost is { } post ? Words.Of(post) : null,
                    r.Reason,
                    outcome.ViewsOf([.. ControlOutcome.Read(r.Effects).Where(MaySee)])
                )),
        ];
    }

    /// <summary>What may be begun now; what it would do, and whether it is refused after all, its preview tells.</summary>
    public ImmutableArray<string> Offered(
        IReadOnlyCollection<Undertaking> undertakings,
        ImmutableArray<PartyView> parties,
        Actor actor
    )
    {
        var hasOpenGroup = parties.Any(p =>
            reference.Directory.Groups.Any(g => g.Code.Value == p.Code && g.Type == AgencyGroupType.Open)
        );
        return
        [
            .. ControlRights
                .OfferedTo(actor, [.. undertakings.Select(u => u.State)])
                .Where(v => v != ControlVerb.NameAgencies || hasOpenGroup)
                .Select(ControlOutcome.VerbOf),
        ];
    }

    /// <summary>Agencies see those they are to answer.</summary>
    public async Task<ImmutableArray<InstructionView>> InstructionsAsync(
        long assignmentId,
        Actor actor,
        CancellationToken cancel
    )
    {
        var (seesAll, own) = (actor.SeesWholePlan, actor.AgencyCode);
        var instructions = await db
            .Instructions.AsNoTracking()
            .Where(i => i.AssignmentId == assignmentId)
            .Where(i => seesAll || db.InstructionAddressees.Any(a => a.InstructionId == i.Id && a.AgencyCode == own))
            .OrderBy(i => i.Id)
            .ToListAsync(cancel);
        var addressees = await AddresseesAsync(instructions.ConvertAll(i => i.Id), cancel);
        return [.. instructions.Select(i => ViewOf(i, [.. addressees[i.Id]]))];
    }

    private static InstructionView ViewOf(Instruction i, ImmutableArray<AddresseeView> addressees) =>
        new(Opaque.Of(i.Id), i.Text, i.At, i.ByName, i.ByPost is { } post ? Words.Of(post) : null, i.DueOn, addressees);

    private async Task<ILookup<long, AddresseeView>> AddresseesAsync(List<long> ids, CancellationToken cancel)
    {
        var rows = await (
            from addressee in db.InstructionAddressees
            where ids.Contains(addressee.InstructionId)
            join instance in db.Instances on addressee.InstanceId equals instance.Id
            select new
            {
                addressee.InstructionId,
                addressee.AgencyCode,
                instance.Status,
            }
        ).ToListAsync(cancel);
        return rows.ToLookup(
            r => r.InstructionId,
            r => new AddresseeView(r.AgencyCode, reference.NameOf(r.AgencyCode), StateOf(r.Status))
        );
    }

    private static string StateOf(InstanceStatus status) =>
        status switch
        {
            InstanceStatus.Active or InstanceStatus.Suspended => "open",
            InstanceStatus.Completed => "done",
            _ => "ended",
        };
}
