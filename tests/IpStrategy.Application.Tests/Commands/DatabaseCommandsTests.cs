using IpStrategy.Cli;
using IpStrategy.Testing;
using Microsoft.Data.Sqlite;

namespace IpStrategy.Application.Tests.Commands;

/// <summary><c>ipstrategy migrate</c> and <c>ipstrategy user</c> as the contract has them.</summary>
public sealed class DatabaseCommandsTests : IDisposable
{
    private const string Password = "Kai-Feng-2010";
    private readonly string _folder = Directory.CreateTempSubdirectory("ipstrategy-cli-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Migrate_brings_a_folder_up_and_may_be_run_again()
    {
        Assert.Equal(0, await Run("migrate", "--data", _folder));
        Assert.True(File.Exists(Path.Combine(_folder, "ipstrategy.db")));
        Assert.Equal(0, await Run("migrate", "--data", _folder));
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task Migrate_brings_a_PostgreSQL_up()
    {
        var connection = await PostgreSqlServer.Required().CreateDatabaseAsync();
        Assert.Equal(0, await Run("migrate", "--data", _folder, "--connection", connection));
        Assert.False(File.Exists(Path.Combine(_folder, "ipstrategy.db")));
    }

    [Fact]
    public async Task Migrate_fails_with_3_and_says_why_on_what_is_no_database()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "ipstrategy.db"), new string('x', 5000));
        Assert.Equal(3, await Run("migrate", "--data", _folder));
        Assert.Contains("数据库打不开", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task An_account_is_made_with_the_password_of_standard_input()
    {
        Assert.Equal(0, await Add("admin", Password));
        Assert.Contains("admin", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ("0", "1"),
            (Scalar("SELECT IsDisabled FROM AspNetUsers"), Scalar("SELECT count(*) FROM AspNetUsers"))
        );
    }

    [Fact]
    public async Task A_name_is_taken_once_and_a_weak_password_is_refused_with_exit_1()
    {
        Assert.Equal(0, await Add("admin", Password));
        Assert.Equal(1, await Add("ADMIN", Password));
        Assert.Contains("taken", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await Add("second", "short"));
        Assert.Contains("at least 10", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await Add("third", ""));
        Assert.Equal("1", Scalar("SELECT count(*) FROM AspNetUsers"));
    }

    [Fact]
    public async Task An_officer_needs_an_agency_that_is_there()
    {
        Console.SetIn(new StringReader($"{Password}\n{Password}\n"));
        string[] officer =
        [
            "user",
            "add",
            "zs",
            "--name",
            "张三",
            "--post",
            "officer",
            "--data",
            _folder,
            "--password-stdin",
        ];
        Assert.Equal(1, await Run(officer));
        Assert.Equal(1, await Run([.. officer, "--agency", "nowhere"]));
        Assert.Contains("nowhere", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_disabled()
    {
        await Add("admin", Password);
        Assert.Equal(0, await Run("user", "disable", "admin", "--data", _folder));
        Assert.Equal("1", Scalar("SELECT IsDisabled FROM AspNetUsers"));
        Assert.Equal(1, await Run("user", "disable", "nobody", "--data", _folder));
    }

    [Fact]
    public async Task A_password_is_set_anew()
    {
        await Add("admin", Password);
        var before = Scalar("SELECT PasswordHash FROM AspNetUsers");
        Console.SetIn(new StringReader("Lan-Zhou-2011\n"));
        Assert.Equal(0, await Run("user", "password", "admin", "--data", _folder, "--password-stdin"));
        Assert.NotEqual(before, Scalar("SELECT PasswordHash FROM AspNetUsers"));
    }

    [Fact]
    public async Task Whoever_has_lost_the_authenticator_is_freed_of_it_and_every_session_ends()
    {
        await Add("admin", Password);
        Execute("UPDATE AspNetUsers SET TwoFactorEnabled = 1");
        Execute(
            "INSERT INTO SecondFactors (UserId, Secret, LastStep, Tries, ConfirmedAt) SELECT Id, 'x', 0, 0, 1 FROM AspNetUsers"
        );
        var stamp = Scalar("SELECT SecurityStamp FROM AspNetUsers");

        Assert.Equal(0, await Run("user", "reset-second-factor", "admin", "--data", _folder));

        Assert.Equal(
            ("0", "0"),
            (Scalar("SELECT TwoFactorEnabled FROM AspNetUsers"), Scalar("SELECT count(*) FROM SecondFactors"))
        );
        // A running server looks at it with every request.
        Assert.NotEqual(stamp, Scalar("SELECT SecurityStamp FROM AspNetUsers"));
        Assert.Equal("1", Scalar("SELECT count(*) FROM AuditEntries WHERE Verb = 'reset-second-factor'"));
        Assert.Equal(1, await Run("user", "reset-second-factor", "nobody", "--data", _folder));
        Assert.Contains("nobody", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user", "add", "admin")]
    [InlineData("user", "reset-second-factor")]
    [InlineData("user", "add", "admin", "--name", "张三", "--post", "emperor")]
    [InlineData("user")]
    [InlineData("migrate", "--unknown")]
    public async Task A_wrong_command_line_is_2(params string[] args) => Assert.Equal(2, await Run(args));

    private Task<int> Add(string name, string password)
    {
        Console.SetIn(new StringReader(password + "\n"));
        return Run(
            "user",
            "add",
            name,
            "--name",
            "张三",
            "--post",
            "systemAdministrator",
            "--data",
            _folder,
            "--password-stdin"
        );
    }

    private Task<int> Run(params string[] args) => Tool.RunAsync(args, _output, _error);

    private void Execute(string sql) => Assert.NotEqual("0", Scalar($"{sql}; SELECT changes()"));

    private string Scalar(string sql)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(_folder, "ipstrategy.db")};Pooling=False"
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!.ToString()!;
    }
}
