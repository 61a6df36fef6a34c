using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Agencies.Reorganisations;

/// <summary>The successors see what their predecessors had a part in, running or over.</summary>
internal sealed class ReformSharing(IpStrategyContext db)
{
    public async Task RunAsync(WorkedOut work, CancellationToken cancel)
    {
        var changes = MapsByUndertaking(work);
        var concerned = work
            .Scene.Trees.Select(t => t.Undertaking)
            .OfType<Undertaking>()
            .Concat(work.Scene.Ended)
            .DistinctBy(u => u.Id)
            .ToDictionary(u => u.Id);
        var ids = concerned.Keys.ToList();
        var rows = (
            await db.UndertakingAgencies.Where(a => ids.Contains(a.UndertakingId)).ToListAsync(cancel)
        ).ToLookup(a => a.UndertakingId);
        foreach (var (id, undertaking) in concerned)
        {
            var byCode = rows[id].ToDictionary(a => a.AgencyCode, StringComparer.Ordinal);
            foreach (var old in rows[id])
            {
                var code = new AgencyCode(old.AgencyCode);
                var heir = changes.TryGetValue(id, out var map)
                    ? map.GetValueOrDefault(code, work.Succession.HeirsOf(code, undertaking.AssignmentNumber)[0])
                    : work.Succession.HeirsOf(code, undertaking.AssignmentNumber)[0];
                Share(byCode, old, heir.Value);
            }
        }
    }

    /// <summary>Several courses of one undertaking agree on who takes over from whom.</summary>
    private static Dictionary<long, Dictionary<AgencyCode, AgencyCode>> MapsByUndertaking(WorkedOut work)
    {
        var maps = new Dictionary<long, Dictionary<AgencyCode, AgencyCode>>();
        foreach (var change in work.Plan.Changes)
        {
            var undertaking = work.Scene.Trees.First(t => t.RootId == change.Before.Id).Undertaking!;
            if (!maps.TryGetValue(undertaking.Id, out var map))
            {
                maps[undertaking.Id] = map = [];
            }
            foreach (var (from, to) in change.Map)
            {
                map[from] = to;
            }
        }
        return maps;
    }

    private void Share(Dictionary<string, UndertakingAgency> rows, UndertakingAgency old, string heir)
    {
        if (!rows.TryGetValue(heir, out var row))
        {
            row = new UndertakingAgency(old.UndertakingId, heir, old.Role);
            rows.Add(heir, row);
            db.UndertakingAgencies.Add(row);
        }
        else if (old.Role == PartyRole.Lead)
        {
            row.TakePart(PartyRole.Lead);
        }
    }
}
