using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>抄送: gives a work item and its assignment to others to read. They are told, and nobody's turn changes.</summary>
public sealed class CopyWorkItem
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly SigningDesk _desk;
    private readonly PostHolders _holders;
    private readonly MessageWriter _messages;

    internal CopyWorkItem(
        IpStrategyContext db,
        WorkItemActs acts,
        SigningDesk desk,
        PostHolders holders,
        MessageWriter messages
    ) => (_db, _acts, _desk, _holders, _messages) = (db, acts, desk, holders, messages);

    /// <param name="to">User names.</param>
    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        ImmutableArray<string> to,
        string? note,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => CopyAsync(act, request, [.. to.Distinct()], note, cancel), cancel);

    private async Task<Refusal?> CopyAsync(
        WorkItemAct act,
        WorkItemRequest request,
        ImmutableArray<string> to,
        string? note,
        CancellationToken cancel
    )
    {
        var refusal =
            WorkItemRules.Seen(act.Case, request.Version)
            ?? CopyRules.MayCopy(await Visibility.SeenAsAsync(_db, act.Case, cancel))
            ?? CopyRules.CheckCount(to.Length);
        if (refusal is not null)
        {
            return refusal;
        }
        var readers = new List<Person>();
        foreach (var name in to)
        {
            if (_holders.FindByUserName(name) is not { } person)
            {
                return new PersonIsUnknown(name);
            }
            if (CopyRules.MayRead(act.Actor, await ReaderAsync(act, person, cancel)) is { } barred)
            {
                return barred;
            }
            readers.Add(person);
        }
        await GiveAsync(act, readers, note?.Trim() ?? "", cancel);
        return null;
    }

    private async Task<Reader> ReaderAsync(WorkItemAct act, Person person, CancellationToken cancel)
    {
        var reader = person.AsActor();
        var isColleague = Colleagues.MayBeAsked(act.Actor.DutyHolder(), person) is null;
        var sees =
            isColleague
            || (
                act.Item.UndertakingId is { } undertaking
                && await Visibility.ByRight(_db, reader).AnyAsync(u => u.Id == undertaking, cancel)
            );
        return new Reader(reader, person.UserName, isColleague, sees);
    }

    private async Task GiveAsync(WorkItemAct act, List<Person> readers, string note, CancellationToken cancel)
    {
        var (item, now) = (act.Item, act.Run.Context.Now);
        var known = await _db
            .WorkItemReaders.Where(r => r.WorkItemId == item.Id)
            .ToDictionaryAsync(r => r.ReaderId, cancel);
        foreach (var person in readers)
        {
            if (!known.TryGetValue(person.Id, out var reader))
            {
                reader = new WorkItemReader(item, person.AsActor());
                _db.WorkItemReaders.Add(reader);
            }
            reader.Give(ReaderGround.CopiedTo, act.Actor, note, now);
        }
        var names = string.Join('、', readers.Select(r => r.Name));
        var word = _desk.Note(act, "copy-to", note.Length == 0 ? names : $"{names}\n{note}");
        var facts = MessageFacts.Of(item) with { From = act.Actor.SignedName, Text = note };
        _messages.Tell(readers, MessageKind.CopiedTo, facts, word.ToString(CultureInfo.InvariantCulture));
    }
}
