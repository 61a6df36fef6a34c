using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Sheets;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Agencies;

public enum AgencySheetContent
{
    Agencies,
    Groups,
}

public enum SheetUse
{
    /// <summary>Only says what would happen.</summary>
    LookOver,
    TakeIn,
}

/// <summary>单位目录 to and from spreadsheets. A sheet is taken in as a whole, or, if one line is wrong, not at all.</summary>
public sealed class AgencySheets(IpStrategyContext db, HeldTables held, AuditTrail audit)
{
    private static readonly ImmutableArray<ImmutableArray<string>> OfAgencies =
    [
        ["代码", "code"],
        ["简称", "name"],
        ["全称", "fullName"],
        ["类别", "kind"],
        ["市属", "subordinateToMunicipality"],
        ["成立", "validFrom"],
        ["终止", "validTo"],
        ["别名", "aliases"],
    ];

    private static readonly ImmutableArray<ImmutableArray<string>> OfGroups =
    [
        ["集合代码", "groupCode"],
        ["名称", "name"],
        ["成员", "members"],
        ["类型", "type"],
        ["别名", "aliases"],
    ];

    // A name may hold 、 or a comma of its own.
    private static readonly char[] Between = [';', '；'];

    public async Task<Outcome<Sheet>> ExportAsync(AgencySheetContent content, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.ReadAgencies) is { } refusal)
        {
            return refusal;
        }
        var directory = await AgencyTables.DirectoryAsync(db, cancel);
        return content == AgencySheetContent.Agencies
            ? Table("单位", OfAgencies, directory.Agencies.Select(Cells))
            : Table("单位集合", OfGroups, directory.Groups.Select(Cells));
    }

    public async Task<Outcome<SheetReport>> ImportAsync(
        byte[] file,
        AgencySheetContent content,
        SheetUse use,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerAgencies) is { } forbidden)
        {
            return forbidden;
        }
        var sheet = SheetReader.Read(
            file,
            content == AgencySheetContent.Agencies ? OfAgencies : OfGroups,
            needed: content == AgencySheetContent.Agencies ? 4 : 3
        );
        if (sheet.IsRefused)
        {
            return sheet.Refusal!;
        }
        db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await RowLocks.NameAsync(db, "agencies", cancel);
        var before = await AgencyTables.DirectoryAsync(db, cancel);
        var taking = new Taking(before, sheet.Value, await SaveAgency.InUseAsync(db, cancel));
        foreach (var line in sheet.Value.Lines)
        {
            taking.Take(line, content);
        }
        return use == SheetUse.LookOver ? taking.Report
            : !taking.Problems.IsEmpty ? taking.Refusal
            : await StoreAsync(transaction, taking, actor, cancel);
    }

    private async Task<SheetReport> StoreAsync(
        WriteTransaction transaction,
        Taking taking,
        Actor actor,
        CancellationToken cancel
    )
    {
        await AgencyTables.WriteAsync(db, taking.Directory, cancel);
        var report = taking.Report with { IsDone = true };
        audit.Note(
            new AuditNote(
                actor,
                "import",
                "agencies",
                null,
                new
                {
                    report.Created,
                    report.Changed,
                    taking.Touched,
                }
            )
        );
        await HeldTables.TouchAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await held.FollowAsync(db, cancel);
        return report;
    }

    private static Sheet Table(
        string name,
        ImmutableArray<ImmutableArray<string>> columns,
        IEnumerable<ImmutableArray<string>> rows
    ) => new(name, [.. columns.Select(c => c[0])], [.. rows.Select((r, i) => new SheetLine(i + 2, r))]);

    private static ImmutableArray<string> Cells(Agency a) =>
        [
            a.Code.Value,
            a.Name,
            a.FullName,
            Words.Of(a.Kind),
            a.SubordinateToMunicipality ? "是" : "否",
            Day(a.ValidFrom),
            Day(a.ValidTo),
            string.Join('；', a.Aliases),
        ];

    private static ImmutableArray<string> Cells(AgencyGroup g) =>
        [
            g.Code.Value,
            g.Name,
            string.Join('；', g.Members.Select(m => m.Value)),
            Words.Of(g.Type),
            string.Join('；', g.Aliases),
        ];

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Line after line into the directory; what is wrong is remembered with its place.</summary>
    private sealed class Taking(AgencyDirectory before, Sheet sheet, IReadOnlySet<string> inUse)
    {
        private readonly List<SheetProblem> _problems = [];
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private int _created;
        private int _changed;
        private int _unchanged;

        public AgencyDirectory Directory { get; private set; } = before;
        public List<string> Touched { get; } = [];
        public ImmutableArray<SheetProblem> Problems => [.. _problems];
        public SheetHasProblems Refusal => new([.. _problems.Select(p => p.Line).Distinct()], Problems);

        public SheetReport Report => new(false, _created, _changed, _unchanged, Problems);

        public void Take(SheetLine line, AgencySheetContent content)
        {
            if (!_seen.Add(line.Cells[0]))
            {
                Wrong(line, 0, new AgencyIsListedTwice(line.Cells[0]));
            }
            else if (content == AgencySheetContent.Agencies)
            {
                TakeAgency(line);
            }
            else
            {
                TakeGroup(line);
            }
        }

        private void TakeAgency(SheetLine line)
        {
            if (KindOf(line) is not { } kind || !TryDay(line, 5, out var from) || !TryDay(line, 6, out var to))
            {
                return;
            }
            var cells = line.Cells;
            var fullName = cells[2].Length > 0 ? cells[2] : cells[1];
            var order = new AgencyOrder(
                cells[0],
                cells[1],
                fullName,
                kind,
                IsYes(cells[4]),
                from,
                to,
                Several(cells[7])
            );
            if (AgencyChange.Check(Directory, order, inUse) is { } refusal)
            {
                Wrong(line, refusal is AgencyCodeIsNotAllowed ? 0 : 1, refusal);
                return;
            }
            var known = Directory.Find(new AgencyCode(order.Code));
            var after = AgencyChange.Apply(Directory, order);
            var made = after.Find(new AgencyCode(order.Code))!;
            Count(order.Code, known is null ? null : Cells(known), Cells(made));
            Directory = after;
        }

        private void TakeGroup(SheetLine line)
        {
            var cells = line.Cells;
            var type = cells[3] is "open" or "开放" ? AgencyGroupType.Open : AgencyGroupType.Closed;
            var order = new GroupOrder(cells[0], cells[1], Several(cells[4]), type, Several(cells[2]));
            if (AgencyChange.Check(Directory, order) is { } refusal)
            {
                Wrong(line, refusal is AgencyIsUnknown ? 2 : 0, refusal);
                return;
            }
            var known = Directory.Groups.FirstOrDefault(g => g.Code.Value == order.Code);
            var after = AgencyChange.Apply(Directory, order);
            var made = after.Groups.First(g => g.Code.Value == order.Code);
            Count(order.Code, known is null ? null : Cells(known), Cells(made));
            Directory = after;
        }

        private void Count(string code, ImmutableArray<string>? known, ImmutableArray<string> made)
        {
            if (known is { } cells && cells.SequenceEqual(made, StringComparer.Ordinal))
            {
                _unchanged++;
                return;
            }
            Touched.Add(code);
            _ = known is null ? _created++ : _changed++;
        }

        private AgencyKind? KindOf(SheetLine line)
        {
            var kind = AgencyKindWords.Of(line.Cells[3]);
            if (kind is null)
            {
                Wrong(line, 3, new AgencyKindIsUnknown(line.Cells[3], "kind"));
            }
            return kind;
        }

        private bool TryDay(SheetLine line, int at, out DateOnly? day)
        {
            day = null;
            if (line.Cells[at].Length == 0)
            {
                return true;
            }
            if (
                DateOnly.TryParseExact(
                    line.Cells[at],
                    ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var read
                )
            )
            {
                day = read;
                return true;
            }
            Wrong(line, at, new DayIsNotUnderstood(line.Cells[at]));
            return false;
        }

        private void Wrong(SheetLine line, int at, DomainRefusal refusal) =>
            _problems.Add(new SheetProblem(line.Line, sheet.Headings[at], refusal.Code, line.Cells[at], sheet.Name));

        private static bool IsYes(string text) =>
            text.ToUpperInvariant() is "" or "是" or "Y" or "YES" or "TRUE" or "1";

        private static ImmutableArray<string> Several(string text) =>
            [.. text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
