using System.Data.Common;
using System.Text;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Sheets;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IpStrategy.Application.Tests.Accounts;

/// <summary>账号 by the sheet: in the words of the pages, out and in without a change, however many.</summary>
public abstract class UserSheetsTests
{
    private const string Head = "用户名,姓名,职务,单位代码,邮箱\n";

    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task Posts_are_read_as_pages_call_them_in_either_language_and_by_their_codes()
    {
        await using var office = await Office.OpenAsync(Database);
        var report = await ImportAsync(
            office,
            Head
                + "a.one,张三,承办人,kw,\n"
                + "a.two,李四,单位领导,市科委,\n"
                + "a.three,王五,经办,,\n"
                + "a.four,赵六,主任,,\n"
                + "a.five,孙七,办公室经办,,\n"
                + "a.six,周八,Office Director,,\n"
                + "a.seven,吴九,groupDeputy,,\n"
                + "a.eight,郑十,分管领导,,\n"
                + "a.nine,冯一,安全管理员,,\n"
                + "a.ten,陈二,officer,天津市科学技术委员会,\n"
                + "a.eleven,褚三,承 办 人,kw,\n"
        );
        Assert.Null(report.Refusal);
        Assert.Equal((true, 11), (report.Value.IsDone, report.Value.Created));
        Assert.Equal(
            [
                ("a.eight", Post.Leadership, null),
                ("a.eleven", Post.Officer, "kw"),
                ("a.five", Post.Clerk, null),
                ("a.four", Post.Director, null),
                ("a.nine", Post.SecurityAdministrator, null),
                ("a.one", Post.Officer, "kw"),
                ("a.seven", Post.GroupDeputy, null),
                ("a.six", Post.Director, null),
                ("a.ten", Post.Officer, "kw"),
                ("a.three", Post.Clerk, null),
                ("a.two", Post.Leader, "kw"),
            ],
            (
                await office.ReadAsync(db =>
                    db.Users.Where(u => u.UserName!.StartsWith("a.")).OrderBy(u => u.UserName).ToListAsync()
                )
            ).Select(u => (u.UserName!, u.Post, u.AgencyCode))
        );
    }

    [Theory]
    [InlineData(SheetLanguage.Chinese, SheetFormat.Xlsx, "职务", "单位领导")]
    [InlineData(SheetLanguage.Chinese, SheetFormat.Csv, "职务", "单位领导")]
    [InlineData(SheetLanguage.English, SheetFormat.Xlsx, "Post", "leader")]
    [InlineData(SheetLanguage.English, SheetFormat.Csv, "Post", "leader")]
    public async Task What_was_exported_comes_back_whole_without_any_change(
        SheetLanguage language,
        SheetFormat format,
        string heading,
        string leader
    )
    {
        await using var office = await Office.OpenAsync(Database);
        // Names that a spreadsheet would take for something else.
        Assert.Null(
            (
                await ImportAsync(
                    office,
                    Head
                        + "x.one,=张三,承办人,kw,\nx.two,\"李,四\",经办,,\"a@example.test\"\nx.three,王五,安全管理员,,\n"
                )
            ).Refusal
        );
        var stamps = await office.ReadAsync(db =>
            db.Users.OrderBy(u => u.Id).Select(u => u.ConcurrencyStamp).ToListAsync()
        );
        var entries = await office.ReadAsync(db => db.AuditEntries.CountAsync());
        var exported = await office.AskAsync<UserSheets, Outcome<Sheet>>(u =>
            u.ExportAsync(language, office.Person("admin.system"), default)
        );
        Assert.Equal(heading, exported.Value.Headings[2]);
        Assert.Equal(leader, exported.Value.Lines.Single(l => l.Cells[0] == "kw.leader").Cells[2]);

        // The administrators of the other kinds are in it too: whoever leaves them as they are does nobody else's work.
        foreach (var who in new[] { Post.SystemAdministrator, Post.SecurityAdministrator })
        {
            var back = await office.AskAsync<UserSheets, Outcome<SheetReport>>(u =>
                u.ImportAsync(
                    SheetWriter.Write(exported.Value, format),
                    SheetUse.TakeIn,
                    new Actor(1, "张三", who, null),
                    default
                )
            );
            Assert.Null(back.Refusal);
            Assert.Equal(
                (true, 0, 0, stamps.Count),
                (back.Value.IsDone, back.Value.Created, back.Value.Changed, back.Value.Unchanged)
            );
        }
        Assert.Equal(entries, await office.ReadAsync(db => db.AuditEntries.CountAsync()));
        Assert.Equal(
            stamps,
            await office.ReadAsync(db => db.Users.OrderBy(u => u.Id).Select(u => u.ConcurrencyStamp).ToListAsync())
        );
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_sheet_line_and_column_as_the_file_calls_them()
    {
        await using var office = await Office.OpenAsync(Database);
        var sheet = new Sheet(
            "2018年人员",
            ["Name", "User name", "E-mail", "Post", "Agency code"],
            [
                new(2, ["张三", "b.one", "", "承办人", "kw"]),
                new(3, ["李四", "b.two", "no address", "承办人", "kw"]),
                new(4, ["王五", "b.three", "", "局长", ""]),
                new(5, ["赵六", "b.four", "", "单位领导", ""]),
                new(6, ["孙七", "b.five", "", "主任", "kw"]),
                new(7, ["周八", "B.ONE", "", "承办人", "kw"]),
                new(8, ["", "b.six", "", "承办人", "kw"]),
                new(9, ["吴九", "b.seven", "", "审计管理员", ""]),
                new(10, ["郑十", "kw.officer", "", "单位领导", "kw"]),
                new(11, ["冯一", "b.eight", "", "承办人", "市风筝局"]),
            ]
        );
        var file = SheetWriter.Write(sheet, SheetFormat.Xlsx);
        var refused = await office.AskAsync<UserSheets, Outcome<SheetReport>>(u =>
            u.ImportAsync(file, SheetUse.TakeIn, office.Person("admin.system"), default)
        );
        var problems = Assert.IsType<SheetHasProblems>(refused.Refusal).Problems;
        Assert.All(problems, p => Assert.Equal("2018年人员", p.Sheet));
        Assert.Equal(
            [
                (3, "E-mail", "EMAIL_IS_NOT_ALLOWED"),
                (4, "Post", "POST_IS_UNKNOWN"),
                (5, "Agency code", "POST_NEEDS_AGENCY"),
                (6, "Agency code", "POST_TAKES_NO_AGENCY"),
                (7, "User name", "USER_NAME_IS_TAKEN"),
                (8, "Name", "DISPLAY_NAME_IS_NOT_ALLOWED"),
                (9, "Post", "ANOTHER_ADMINISTRATOR_DOES_THAT"),
                (10, "Post", "POST_OF_ACCOUNT_STAYS"),
                (11, "Agency code", "AGENCY_IS_UNKNOWN"),
            ],
            problems.Select(p => (p.Line, p.Column, p.Code))
        );
        Assert.False(await office.ReadAsync(db => db.Users.AnyAsync(u => u.UserName == "b.one")));
    }

    [Fact]
    public async Task A_thousand_people_cost_as_many_questions_as_ten_and_come_together()
    {
        var questions = new Questions();
        await using var office = await Office.OpenAsync(Database, null, questions);
        Assert.Null((await ImportAsync(office, People("warm", 1))).Refusal);

        questions.Reset();
        Assert.Equal(10, (await ImportAsync(office, People("few", 10))).Value.Created);
        var few = questions.Asked;
        questions.Reset();
        Assert.Equal(1000, (await ImportAsync(office, People("many", 1000))).Value.Created);
        Assert.Equal(1, questions.Commits);
        // The record's streams are looked up by the two hundred.
        Assert.InRange(questions.Asked, few, few + 20);

        questions.Reset();
        var moved = People("many", 1000).Replace(",kw,", ",zscqj,", StringComparison.Ordinal);
        Assert.Equal((0, 1000), ((await ImportAsync(office, moved)).Value is var r ? (r.Created, r.Changed) : default));
        Assert.InRange(questions.Asked, 1, few + 20);
        Assert.Equal(
            1000,
            await office.ReadAsync(db =>
                db.Users.CountAsync(u => u.UserName!.StartsWith("many") && u.AgencyCode == "zscqj")
            )
        );

        // One wrong line at the end, and nobody comes.
        var wrong = await ImportAsync(office, People("late", 999) + "late.x,张三,局长,,\n");
        Assert.Equal(1001, Assert.Single(Assert.IsType<SheetHasProblems>(wrong.Refusal).Problems).Line);
        Assert.False(await office.ReadAsync(db => db.Users.AnyAsync(u => u.UserName!.StartsWith("late"))));
    }

    [Fact]
    public async Task Another_spelling_of_a_user_name_is_the_same_account_and_no_change()
    {
        await using var office = await Office.OpenAsync(Database);
        var person = await office.ReadAsync(db => db.Users.SingleAsync(u => u.UserName == "kw.officer"));
        var report = await ImportAsync(office, Head + $"KW.Officer,{person.DisplayName},承办人,kw,{person.Email}\n");
        Assert.Equal((0, 0, 1), (report.Value.Created, report.Value.Changed, report.Value.Unchanged));
    }

    private static string People(string name, int count)
    {
        var text = new StringBuilder(Head);
        for (var i = 0; i < count; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name}.{i},张三,承办人,kw,\n");
        }
        return text.ToString();
    }

    private static Task<Outcome<SheetReport>> ImportAsync(Office office, string sheet) =>
        office.AskAsync<UserSheets, Outcome<SheetReport>>(u =>
            u.ImportAsync(Encoding.UTF8.GetBytes(sheet), SheetUse.TakeIn, office.Person("admin.system"), default)
        );

    /// <summary>Counts what is read, and how often something is committed.</summary>
    private sealed class Questions : DbCommandInterceptor, IDbTransactionInterceptor
    {
        private int _asked;
        private int _commits;

        public int Asked => _asked;
        public int Commits => _commits;

        public void Reset() => (_asked, _commits) = (0, 0);

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result,
            CancellationToken cancellationToken = default
        )
        {
            if (command.CommandText.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase))
            {
                Interlocked.Increment(ref _asked);
            }
            return ValueTask.FromResult(result);
        }

        public Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Interlocked.Increment(ref _commits);
            return Task.CompletedTask;
        }
    }
}

public sealed class SqliteUserSheetsTests : UserSheetsTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlUserSheetsTests : UserSheetsTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
