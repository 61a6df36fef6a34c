using System.Text;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Sheets;
using IpStrategy.Domain.Agencies;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Agencies;

/// <summary>The directory by hand and by spreadsheet: all of a sheet or nothing of it.</summary>
public abstract class AgencySheetsTests
{
    private const string Headings = "代码,简称,全称,类别,市属,成立,终止,别名\r\n";

    protected abstract TestDatabase Database { get; }

    [Theory]
    [InlineData(SheetFormat.Xlsx, AgencySheetContent.Agencies, 47)]
    [InlineData(SheetFormat.Csv, AgencySheetContent.Agencies, 47)]
    [InlineData(SheetFormat.Xlsx, AgencySheetContent.Groups, 2)]
    [InlineData(SheetFormat.Csv, AgencySheetContent.Groups, 2)]
    public async Task What_was_exported_is_imported_again_without_any_change(
        SheetFormat format,
        AgencySheetContent content,
        int lines
    )
    {
        await using var office = await Office.OpenAsync(Database);
        var sheet = await office.AskAsync<AgencySheets, Outcome<Sheet>>(u =>
            u.ExportAsync(content, office.Person("admin.system"), default)
        );
        var report = await ImportAsync(office, SheetWriter.Write(sheet.Value, format), content);
        Assert.Equal(
            (true, 0, 0, lines),
            (report.Value.IsDone, report.Value.Created, report.Value.Changed, report.Value.Unchanged)
        );
    }

    [Fact]
    public async Task One_wrong_line_and_nothing_is_taken_in()
    {
        await using var office = await Office.OpenAsync(Database);
        var file = Csv(
            "xfj,市信访办,天津市信访办公室,department,是,,,\r\n"
                + "X!,市风筝局,天津市风筝局,department,是,,,\r\n"
                + "dsj,市大数据局,天津市大数据局,什么,是,,,\r\n"
                + "xfj,市信访办,天津市信访办公室,department,是,,,\r\n"
                + "lyj,市林业局,天津市林业局,department,是,去年,,\r\n"
                + "czj2,市财政局,天津市财政局,department,是,,,\r\n"
        );
        var look = await ImportAsync(office, file, use: SheetUse.LookOver);
        Assert.Equal(
            [
                (3, "代码", "AGENCY_CODE_IS_NOT_ALLOWED"),
                (4, "类别", "AGENCY_KIND_IS_UNKNOWN"),
                (5, "代码", "AGENCY_IS_LISTED_TWICE"),
                (6, "成立", "DAY_IS_NOT_UNDERSTOOD"),
                (7, "简称", "AGENCY_NAME_IS_TAKEN"),
            ],
            look.Value.Problems.Select(p => (p.Line, p.Column, p.Code))
        );
        var refused = Assert.IsType<SheetHasProblems>((await ImportAsync(office, file)).Refusal);
        Assert.Equal([3, 4, 5, 6, 7], refused.Lines);
        Assert.Equal(47, await office.ReadAsync(db => db.Agencies.CountAsync()));
    }

    [Fact]
    public async Task New_agencies_are_there_at_once_and_a_look_changes_nothing()
    {
        await using var office = await Office.OpenAsync(Database);
        var file = Csv("xfj,市信访办,天津市信访办公室,department,是,2010-01-01,,市信访局；信访办\r\n");
        Assert.False((await ImportAsync(office, file, use: SheetUse.LookOver)).Value.IsDone);
        Assert.Equal(47, await office.ReadAsync(db => db.Agencies.CountAsync()));
        Assert.Equal(1, (await ImportAsync(office, file)).Value.Created);
        var found = await FindAsync(office, new AgencyFilter(Words: "信访局"));
        Assert.Equal("xfj", Assert.Single(found.Items).Code);
        Assert.Equal(["市信访局", "信访办"], found.Items[0].Aliases);
    }

    [Fact]
    public async Task A_name_in_use_changes_by_reorganisation_only()
    {
        await using var office = await Office.OpenAsync(Database);
        var file = Csv("kw,市科技局,天津市科学技术局,department,是,,,\r\n");
        var refused = Assert.IsType<SheetHasProblems>((await ImportAsync(office, file)).Refusal);
        Assert.Equal("NAMES_CHANGE_BY_REORGANISATION", Assert.Single(refused.Problems).Code);
    }

    [Fact]
    public void A_text_that_looks_like_a_formula_is_a_text_everywhere_and_comes_back_as_it_was()
    {
        string[] typed = ["=1+1", "+86", "-3", "@now", "\tx", "'=a", "a,\"b\"\nc", "＝2"];
        var sheet = new Sheet("x", ["a"], [.. typed.Select((t, i) => new SheetLine(i + 2, [t]))]);
        var csv = Encoding.UTF8.GetString(SheetWriter.Write(sheet, SheetFormat.Csv));
        Assert.DoesNotContain("\r\n=", csv, StringComparison.Ordinal);
        Assert.Contains("\r\n'=1+1", csv, StringComparison.Ordinal);
        foreach (var format in Enum.GetValues<SheetFormat>())
        {
            var read = SheetReader.Read(
                SheetWriter.Write(sheet, format),
                [
                    ["a"],
                ],
                1
            );
            Assert.False(read.IsRefused, $"{format}: {read.Refusal}");
            var back = read.Value;
            Assert.Equal(typed.Select(t => t.Trim()), back.Lines.Select(l => l.Cells[0].Trim()));
        }
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_refused_by_name()
    {
        await using var office = await Office.OpenAsync(Database);
        Assert.IsType<SheetHasNoHeadings>((await ImportAsync(office, "你好"u8.ToArray())).Refusal);
        Assert.IsType<SheetIsNotReadable>(
            (await ImportAsync(office, "PK\u0003\u0004 no workbook"u8.ToArray())).Refusal
        );
        Assert.IsType<SheetIsNotReadable>((await ImportAsync(office, Csv("\"open,b"))).Refusal);
        Assert.IsType<SheetHasNoHeadings>((await ImportAsync(office, [])).Refusal);
    }

    [Fact]
    public async Task Two_who_change_one_agency_are_told_of_each_other()
    {
        await using var office = await Office.OpenAsync(Database);
        var order = new AgencyOrder("xfj", "市信访办", "天津市信访办公室", AgencyKind.Department, true, null, null, []);
        Assert.Equal(1, (await SaveAsync(office, order, 0)).Value.Version);
        Assert.Equal(2, (await SaveAsync(office, order with { Aliases = ["信访办"] }, 1)).Value.Version);
        Assert.Equal(new AgencyHasChanged(2), (await SaveAsync(office, order, 1)).Refusal);
        Assert.IsType<AgencyEndsBeforeItBegins>(
            (await SaveAsync(office, order with { ValidFrom = new(2010, 2, 1), ValidTo = new(2010, 1, 1) }, 2)).Refusal
        );
    }

    [Fact]
    public async Task An_agency_joins_and_leaves_groups_and_two_who_change_a_group_are_told_of_each_other()
    {
        await using var office = await Office.OpenAsync(Database);
        var (group, open) = await office.ReadAsync(async db =>
            (
                await db.AgencyGroups.Where(g => !g.IsOpen).Select(g => g.Code).FirstAsync(),
                await db.AgencyGroups.Where(g => g.IsOpen).Select(g => g.Code).FirstAsync()
            )
        );
        var before = await GroupAsync(office, group);
        var order = new AgencyOrder("dlh", "东丽湖", "东丽湖管委会", AgencyKind.FunctionalZone, true, null, null, [])
        {
            Groups = [group],
        };
        var saved = await SaveAsync(office, order, 0);
        Assert.Equal([group], saved.Value.GroupCodes);
        var after = await GroupAsync(office, group);
        Assert.Equal([.. before.Members, "dlh"], after.Members);
        Assert.Equal(before.Version + 1, after.Version);

        // Whoever looked at the group before does not throw the new member out unseen.
        var old = new GroupOrder(group, before.Name, before.Aliases, AgencyGroupType.Closed, before.Members);
        Assert.Equal(new AgencyHasChanged(after.Version), (await SaveGroupAsync(office, old, before.Version)).Refusal);
        Assert.Equal(
            new AgencyGroupIsUnknown(open),
            (await SaveAsync(office, order with { Groups = [open] }, 1)).Refusal
        );
        Assert.Equal(
            new AgencyGroupIsUnknown("none"),
            (await SaveAsync(office, order with { Groups = ["none"] }, 1)).Refusal
        );

        // Left out, the groups stay as they are, and so does their version.
        Assert.Null((await SaveAsync(office, order with { Groups = null, Aliases = ["湖区"] }, 1)).Refusal);
        Assert.Equal(after.Version, (await GroupAsync(office, group)).Version);
        Assert.Empty((await SaveAsync(office, order with { Groups = [], Aliases = ["湖区"] }, 2)).Value.GroupCodes);
        Assert.Equal(before.Members, (await GroupAsync(office, group)).Members);
        var fewer = old with { Members = [.. before.Members.Skip(1)] };
        Assert.Equal(after.Version + 2, (await SaveGroupAsync(office, fewer, after.Version + 1)).Value.Version);
    }

    [Fact]
    public async Task A_name_that_no_notice_would_print_is_refused()
    {
        await using var office = await Office.OpenAsync(Database);
        var order = new AgencyOrder("xfj", "市信访办", "天津市信访办公室", AgencyKind.Department, true, null, null, []);
        var name = new string('办', 101);
        Assert.Equal(
            new AgencyNameIsTooLong(name, 100),
            (await SaveAsync(office, order with { FullName = name }, 0)).Refusal
        );
        Assert.Equal(
            new AgencyNameIsTooLong(name, 100),
            (await SaveAsync(office, order with { Aliases = [name] }, 0)).Refusal
        );
    }

    [Fact]
    public async Task Kinds_are_read_as_offices_write_them_and_no_two_of_them_make_a_third()
    {
        await using var office = await Office.OpenAsync(Database);
        var good = Csv("xfj,市信访办,天津市信访办公室,市级部门,是,,,\r\nwqx,武清新城,武清新城管委会,功能区,是,,,\r\n");
        Assert.Equal(2, (await ImportAsync(office, good)).Value.Created);
        var found = await FindAsync(office, new AgencyFilter(Words: "武清新城"));
        Assert.Equal("functionalZone", Assert.Single(found.Items).Kind);
        Assert.Null(AgencyKindWords.OfCode("department,district"));
        Assert.Null(AgencyKindWords.OfCode("2"));
    }

    [Fact]
    public async Task The_list_pages_and_knows_who_stood_when()
    {
        await using var office = await Office.OpenAsync(Database);
        var first = await FindAsync(office, new AgencyFilter(PageSize: 40));
        Assert.Equal((40, 47), (first.Items.Count, first.Total));
        var rest = await FindAsync(office, new AgencyFilter(PageSize: 40, After: first.Next));
        Assert.Equal((7, (string?)null), (rest.Items.Count, rest.Next));
        var gone = await FindAsync(office, new AgencyFilter(AgencyStanding.Gone, On: new(2019, 1, 1)));
        Assert.Contains(gone.Items, a => a.Code == "gsj");
        Assert.Equal("kw", Assert.Single((await FindAsync(office, new AgencyFilter(Words: "科学技术"))).Items).Code);
    }

    private static byte[] Csv(string lines) => Encoding.UTF8.GetBytes(Headings + lines);

    private static Task<Outcome<SheetReport>> ImportAsync(
        Office office,
        byte[] file,
        AgencySheetContent content = AgencySheetContent.Agencies,
        SheetUse use = SheetUse.TakeIn
    ) =>
        office.AskAsync<AgencySheets, Outcome<SheetReport>>(u =>
            u.ImportAsync(file, content, use, office.Person("admin.system"), default)
        );

    private static Task<Outcome<AgencyView>> SaveAsync(Office office, AgencyOrder order, int version) =>
        office.AskAsync<SaveAgency, Outcome<AgencyView>>(u =>
            u.RunAsync(order, version, office.Person("admin.system"), default)
        );

    private static Task<Outcome<GroupView>> SaveGroupAsync(Office office, GroupOrder order, int version) =>
        office.AskAsync<SaveAgency, Outcome<GroupView>>(u =>
            u.RunAsync(order, version, office.Person("admin.system"), default)
        );

    private static async Task<GroupView> GroupAsync(Office office, string code) =>
        (
            await office.AskAsync<AgencyList, Outcome<GroupView>>(u =>
                u.GroupAsync(code, office.Person("admin.system"), default)
            )
        ).Value;

    private static Task<Page<AgencySummary>> FindAsync(Office office, AgencyFilter filter) =>
        office.AskAsync<AgencyList, Page<AgencySummary>>(u =>
            Task.FromResult(u.Run(filter, office.Person("admin.system")).Value)
        );
}

public sealed class SqliteAgencySheetsTests : AgencySheetsTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlAgencySheetsTests : AgencySheetsTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
