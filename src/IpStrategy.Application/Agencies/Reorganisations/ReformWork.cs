using System.Collections.Immutable;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Agencies.Reorganisations;

/// <summary>Works a reorganisation out against what stands in the database, and carries it out in the transaction at hand.</summary>
internal sealed class ReformWork(
    IpStrategyContext db,
    ReformCases cases,
    InstanceStore store,
    ProcessRuns runs,
    AuditTrail audit
)
{
    /// <summary>One reorganisation at a time; its trees are locked in the order of their ids, before anything of them is read.</summary>
    public async Task<Outcome<WorkedOut>> LockAndWorkOutAsync(
        ReorganisationDocument document,
        IReadOnlyList<ReorganisationStep> steps,
        CancellationToken cancel
    )
    {
        await RowLocks.NameAsync(db, "agencies", cancel);
        var succession = Succession.Of(await AgencyTables.DirectoryAsync(db, cancel), steps);
        if (succession.IsRefused)
        {
            return succession.Refusal!;
        }
        foreach (var root in await cases.RootsAsync(succession.Value, cancel))
        {
            await store.LockTreeAsync(root, cancel);
        }
        return await WorkOutAsync(document, succession.Value, cancel);
    }

    public async Task<Outcome<WorkedOut>> WorkOutAsync(
        ReorganisationDocument document,
        Succession succession,
        CancellationToken cancel
    )
    {
        var order = ReorganisationDocuments.Read(document);
        if (order.IsRefused)
        {
            return order.Refusal!;
        }
        var roots = await cases.RootsAsync(succession, cancel);
        var scene = await cases.SceneAsync(succession, roots, cancel);
        if (await UnknownAssignmentAsync(succession, cancel) is { } unknown)
        {
            return unknown;
        }
        // On one day of several, what was chosen for another says nothing.
        var isWhole = succession.Steps.Length == order.Value.Reorganisation.Steps.Length;
        var chosen = isWhole ? order.Value : Fitting(order.Value, scene, succession);
        var plan = ReorganisationPlan.Of(succession, scene.Cases, chosen.Choices);
        if (plan.IsRefused)
        {
            return plan.Refusal!;
        }
        var accounts = Accounts(succession, scene.Accounts, chosen.Accounts);
        return accounts.IsRefused
            ? accounts.Refusal!
            : new WorkedOut(document, succession, scene, plan.Value, [.. accounts.Value]);
    }

    /// <summary>Everything at once; the caller saves and commits, or throws all of it away.</summary>
    public async Task<Refusal?> CarryOutAsync(WorkedOut work, Actor actor, CancellationToken cancel)
    {
        foreach (var account in work.Accounts.Where(a => a.To is not null))
        {
            account.User.AgencyCode = account.To!.Value.Value;
        }
        foreach (var tree in work.Scene.Trees)
        {
            if (await CarryOutAsync(tree, work, actor, cancel) is { } refusal)
            {
                return refusal;
            }
        }
        await new ReformSharing(db).RunAsync(work, cancel);
        await new ReformReports(db).RunAsync(work, cancel);
        await RenameLeadsAsync(work.Succession, cancel);
        await AgencyTables.WriteAsync(db, work.Succession.After, cancel);
        await HeldTables.TouchAsync(db, cancel);
        return null;
    }

    private async Task<Refusal?> CarryOutAsync(ReformedTree tree, WorkedOut work, Actor actor, CancellationToken cancel)
    {
        var change = work.Plan.Changes.FirstOrDefault(c => c.Before.Id == tree.RootId);
        if (tree.Undertaking is not null && change is null)
        {
            return null;
        }
        var map = change?.Map ?? DefaultMap(work.Succession);
        var run = runs.Begin(actor);
        var reform = new TreeReform(tree, run, work.Succession.After);
        if (await reform.RunAsync(map, change, cancel) is { } refusal)
        {
            return refusal;
        }
        Note(tree, change, map, actor);
        return await LetGoAsync(tree, run, work, cancel);
    }

    private static ReorganisationOrder Fitting(ReorganisationOrder order, ReformScene scene, Succession succession)
    {
        var divided = scene
            .Cases.SelectMany(c =>
                c.Everybody.Select(e => succession.HeirsOf(e, c.Number))
                    .Where(h => h.Length > 1)
                    .SelectMany(h => h)
                    .Select(h => (c.AssignmentId, Heir: h))
            )
            .ToHashSet();
        var own = scene.Accounts.ToDictionary(a => a.NormalizedUserName!, a => new AgencyCode(a.AgencyCode!));
        return order with
        {
            Choices = order.Choices.Where(c => divided.Contains((c.Key, c.Value))).ToImmutableDictionary(),
            Accounts = order
                .Accounts.Where(a => own.TryGetValue(a.Key, out var at) && succession.HeirsOf(at).Contains(a.Value))
                .ToImmutableDictionary(),
        };
    }

    private async Task<AssignmentToMoveDoesNotExist?> UnknownAssignmentAsync(
        Succession succession,
        CancellationToken cancel
    )
    {
        var numbers = succession.Steps.OfType<ReorganisationStep.Move>().SelectMany(m => m.Assignments).ToList();
        var known = await db
            .Assignments.Where(a => numbers.Contains(a.Number))
            .Select(a => a.Number)
            .ToListAsync(cancel);
        return numbers.Where(n => !known.Contains(n)).Select(n => new AssignmentToMoveDoesNotExist(n)).FirstOrDefault();
    }

    private static Outcome<List<AccountMove>> Accounts(
        Succession succession,
        ImmutableArray<User> users,
        ImmutableDictionary<string, AgencyCode> chosen
    )
    {
        var moves = new List<AccountMove>();
        foreach (var user in users)
        {
            var own = new AgencyCode(user.AgencyCode!);
            var heirs = succession.HeirsOf(own);
            var wanted = chosen.TryGetValue(user.NormalizedUserName!, out var choice) ? choice : heirs[0];
            if (!heirs.Contains(wanted))
            {
                return new AccountCannotMoveThere(user.UserName!, wanted.Value);
            }
            // Who belongs to a body that only hands something over stays with it.
            if (wanted != own || succession.Ended.Contains(own))
            {
                moves.Add(new AccountMove(user, wanted == own ? null : wanted, heirs));
            }
        }
        return moves;
    }

    private static ImmutableSortedDictionary<AgencyCode, AgencyCode> DefaultMap(Succession succession) =>
        succession
            .Losing.Select(l => (From: l, To: succession.HeirsOf(l)[0]))
            .Where(p => p.From != p.To)
            .ToImmutableSortedDictionary(p => p.From, p => p.To);

    /// <summary>Who had it and goes another way than the work lets go of it: somebody at its new place takes it.</summary>
    private static async Task<Refusal?> LetGoAsync(
        ReformedTree tree,
        ProcessRun run,
        WorkedOut work,
        CancellationToken cancel
    )
    {
        var moved = work.Accounts.Where(a => a.To is not null).ToDictionary(a => a.User.Id, a => a.To!.Value.Value);
        foreach (var item in tree.Items.Where(w => w.State == WorkItemState.Open))
        {
            if (item.AssigneeId is not { } holder || !moved.TryGetValue(holder, out var at) || at == item.Body)
            {
                continue;
            }
            if (item.Seat > 1)
            {
                item.Assign(null, null);
                continue;
            }
            var instance = tree.Instances.Single(i => i.Id == item.InstanceId);
            var letGo = new Command.AssignTask(new ElementId(item.ElementId), null);
            if (await run.ExecuteAsync(instance, letGo, cancel) is { } refusal)
            {
                return refusal;
            }
        }
        return null;
    }

    /// <summary>What runs on is headed by the new name; what is over keeps the old one.</summary>
    private async Task RenameLeadsAsync(Succession succession, CancellationToken cancel)
    {
        var codes = succession.Renamed.Select(c => c.Value).ToList();
        var led = await db
            .Undertakings.Where(u => u.State == UndertakingState.Running || u.State == UndertakingState.Suspended)
            .Where(u => codes.Contains(u.LeadCode))
            .ToListAsync(cancel);
        led.ForEach(u => u.LeadBy(u.LeadCode, succession.After.Find(new AgencyCode(u.LeadCode))!.Name));
        var ids = led.ConvertAll(u => u.Id);
        var names = led.ToDictionary(u => u.Id, u => u.LeadName);
        var items = await db
            .WorkItems.Where(w => w.UndertakingId != null && ids.Contains(w.UndertakingId.Value))
            .Where(w => w.State == WorkItemState.Open || w.State == WorkItemState.Waiting)
            .ToListAsync(cancel);
        items.ForEach(w => w.NameLead(names[w.UndertakingId!.Value]));
    }

    private void Note(
        ReformedTree tree,
        UndertakingChange? change,
        ImmutableSortedDictionary<AgencyCode, AgencyCode> map,
        Actor actor
    ) =>
        audit.Note(
            new AuditNote(
                actor,
                "reorganise",
                tree.Undertaking is { } u ? $"undertaking:{Opaque.Of(u.Id)}" : $"instance:{Opaque.Of(tree.RootId)}",
                new { agencies = map.Keys.Select(k => k.Value), closed = Closed(change) },
                new { agencies = map.Values.Select(v => v.Value).Distinct() },
                tree.RootId
            )
            {
                UndertakingId = tree.Undertaking?.Id,
                AssignmentId = tree.Undertaking?.AssignmentId,
            }
        );

    private static IEnumerable<string> Closed(UndertakingChange? change) =>
        change?.Work.Where(w => w.Fate != WorkFate.Moves).Select(w => Opaque.Of(w.Work.Id)) ?? [];
}
