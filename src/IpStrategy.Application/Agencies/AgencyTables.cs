using System.Text.Json;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Calendar;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Agencies;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Agencies;

/// <summary>Agencies, groups and holidays between their rows and the immutable tables that rules use.</summary>
internal static class AgencyTables
{
    public static void Add(IpStrategyContext db, AgencyDirectory directory)
    {
        db.Agencies.AddRange(directory.Agencies.Select(RowOf));
        db.AgencyGroups.AddRange(
            directory.Groups.Select(g => new AgencyGroupRow
            {
                Code = g.Code.Value,
                Name = g.Name,
                Aliases = JsonSerializer.Serialize(g.Aliases),
                IsOpen = g.Type == AgencyGroupType.Open,
                AsOf = directory.AsOf,
            })
        );
        db.AgencyGroupMembers.AddRange(
            directory.Groups.SelectMany(g =>
                g.Members.Select(
                    (m, i) =>
                        new AgencyGroupMemberRow
                        {
                            GroupCode = g.Code.Value,
                            AgencyCode = m.Value,
                            Order = i,
                        }
                )
            )
        );
    }

    private static AgencyRow RowOf(Agency a) =>
        new()
        {
            Code = a.Code.Value,
            Name = a.Name,
            FullName = a.FullName,
            Kind = a.Kind.ToString(),
            IsSubordinate = a.SubordinateToMunicipality,
            ValidFrom = a.ValidFrom,
            ValidTo = a.ValidTo,
            Aliases = JsonSerializer.Serialize(a.Aliases),
            Successors = JsonSerializer.Serialize(a.Successors),
            FormerNames = JsonSerializer.Serialize(a.FormerNames),
        };

    /// <summary>Makes the rows say what the directory says; rows that say it already stay untouched.</summary>
    public static async Task WriteAsync(IpStrategyContext db, AgencyDirectory directory, CancellationToken cancel)
    {
        var agencies = await db.Agencies.ToDictionaryAsync(a => a.Code, cancel);
        foreach (var agency in directory.Agencies)
        {
            if (!agencies.TryGetValue(agency.Code.Value, out var row))
            {
                db.Agencies.Add(RowOf(agency));
            }
            else if (Write(row, RowOf(agency)))
            {
                row.Version++;
            }
        }
        var groups = await db.AgencyGroups.ToDictionaryAsync(g => g.Code, cancel);
        var members = (await db.AgencyGroupMembers.ToListAsync(cancel)).ToLookup(m => m.GroupCode);
        foreach (var group in directory.Groups)
        {
            var row = groups.GetValueOrDefault(group.Code.Value);
            var differs = WriteMembers(db, group, members[group.Code.Value].ToDictionary(m => m.AgencyCode));
            differs |= Write(db, row, group);
            if (row is not null && differs)
            {
                row.Version++;
            }
        }
    }

    /// <returns>Whether anything was written.</returns>
    private static bool Write(IpStrategyContext db, AgencyGroupRow? row, AgencyGroup group)
    {
        var (aliases, isOpen) = (JsonSerializer.Serialize(group.Aliases), group.Type == AgencyGroupType.Open);
        if (row is null)
        {
            var code = group.Code.Value;
            db.AgencyGroups.Add(
                new AgencyGroupRow
                {
                    Code = code,
                    Name = group.Name,
                    Aliases = aliases,
                    IsOpen = isOpen,
                }
            );
            return true;
        }
        var same = (row.Name, row.Aliases, row.IsOpen) == (group.Name, aliases, isOpen);
        (row.Name, row.Aliases, row.IsOpen) = (group.Name, aliases, isOpen);
        return !same;
    }

    /// <summary>The members of one group, in this order.</summary>
    /// <returns>Whether anything was written.</returns>
    private static bool WriteMembers(
        IpStrategyContext db,
        AgencyGroup group,
        Dictionary<string, AgencyGroupMemberRow> rows
    )
    {
        var differs = false;
        for (var order = 0; order < group.Members.Length; order++)
        {
            if (rows.Remove(group.Members[order].Value, out var row))
            {
                differs |= row.Order != order;
                row.Order = order;
                continue;
            }
            differs = true;
            db.AgencyGroupMembers.Add(
                new AgencyGroupMemberRow
                {
                    GroupCode = group.Code.Value,
                    AgencyCode = group.Members[order].Value,
                    Order = order,
                }
            );
        }
        db.RemoveRange(rows.Values);
        return differs || rows.Count > 0;
    }

    private static bool Write(AgencyRow row, AgencyRow wanted)
    {
        var same =
            (row.Name, row.FullName, row.Kind, row.IsSubordinate)
                == (wanted.Name, wanted.FullName, wanted.Kind, wanted.IsSubordinate)
            && (row.ValidFrom, row.ValidTo) == (wanted.ValidFrom, wanted.ValidTo)
            && (row.Aliases, row.Successors, row.FormerNames)
                == (wanted.Aliases, wanted.Successors, wanted.FormerNames);
        (row.Name, row.FullName, row.Kind, row.IsSubordinate) = (
            wanted.Name,
            wanted.FullName,
            wanted.Kind,
            wanted.IsSubordinate
        );
        (row.ValidFrom, row.ValidTo) = (wanted.ValidFrom, wanted.ValidTo);
        (row.Aliases, row.Successors, row.FormerNames) = (wanted.Aliases, wanted.Successors, wanted.FormerNames);
        return !same;
    }

    public static void Add(IpStrategyContext db, HolidayReading holidays) =>
        db.Holidays.AddRange(
            holidays.Arrangements.SelectMany(y =>
                y.Days.Select(d => new HolidayRow
                {
                    Date = d.Date,
                    IsWorking = d.Kind == DayKind.Work,
                    Festival = d.Festival,
                    ArrangementYear = y.Year,
                })
            )
        );

    public static async Task<AgencyDirectory> DirectoryAsync(IpStrategyContext db, CancellationToken cancel)
    {
        var agencies = await db.Agencies.AsNoTracking().OrderBy(a => a.Code).ToListAsync(cancel);
        var groups = await db.AgencyGroups.AsNoTracking().OrderBy(g => g.Code).ToListAsync(cancel);
        var members = await db.AgencyGroupMembers.AsNoTracking().OrderBy(m => m.Order).ToListAsync(cancel);
        var byGroup = members.ToLookup(m => m.GroupCode, m => new AgencyCode(m.AgencyCode));
        return new AgencyDirectory(
            agencies.Select(Of),
            groups.Select(g => new AgencyGroup(
                new AgencyCode(g.Code),
                g.Name,
                [.. JsonSerializer.Deserialize<string[]>(g.Aliases)!],
                g.IsOpen ? AgencyGroupType.Open : AgencyGroupType.Closed,
                [.. byGroup[g.Code]]
            )),
            groups.Select(g => g.AsOf).OfType<DateOnly>().DefaultIfEmpty(DateOnly.MinValue).Max()
        );
    }

    public static async Task<WorkingCalendar> CalendarAsync(IpStrategyContext db, CancellationToken cancel)
    {
        var days = await db.Holidays.AsNoTracking().OrderBy(h => h.Date).ToListAsync(cancel);
        return WorkingCalendar.From(
            days.GroupBy(d => d.ArrangementYear)
                .Select(year => new HolidayArrangement(
                    year.Key,
                    [.. year.Select(d => new HolidayDay(d.Date, d.IsWorking ? DayKind.Work : DayKind.Off, d.Festival))]
                ))
        );
    }

    private static Agency Of(AgencyRow a) =>
        new(
            new AgencyCode(a.Code),
            a.Name,
            a.FullName,
            Enum.Parse<AgencyKind>(a.Kind),
            a.IsSubordinate,
            a.ValidFrom,
            a.ValidTo,
            [.. JsonSerializer.Deserialize<string[]>(a.Aliases)!],
            [.. JsonSerializer.Deserialize<AgencySuccessor[]>(a.Successors)!]
        )
        {
            FormerNames = [.. JsonSerializer.Deserialize<FormerName[]>(a.FormerNames)!],
        };
}
