using System.CommandLine;
using IpStrategy.Application;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Delivery;
using IpStrategy.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Cli.Commands;

/// <summary>Which database a command opens: the same rule as the web host's.</summary>
internal sealed class DatabaseOptions
{
    // As the web host reads it: a connection string may hold a password, which does not belong on a command line.
    private const string ConnectionVariable = "ConnectionStrings__PostgreSql";
    private const string DataVariable = "IPSTRATEGY_DATA";
    private const string DefaultFolder = ".data";

    private readonly Option<string> _data = new("--data")
    {
        Description = "数据目录,默认 IPSTRATEGY_DATA 或 .data / the data folder, else IPSTRATEGY_DATA, else .data",
        DefaultValueFactory = _ => FromEnvironment(DataVariable) ?? DefaultFolder,
    };

    private readonly Option<string?> _connection = new("--connection")
    {
        Description =
            $"PostgreSQL 连接字符串,默认 {ConnectionVariable};无则用 SQLite / a PostgreSQL, else {ConnectionVariable}, else SQLite",
        DefaultValueFactory = _ => FromEnvironment(ConnectionVariable),
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_connection);
    }

    /// <summary>As <see cref="RunAsync"/>, for what only makes sense where there is a database already: none is made by looking.</summary>
    public Task<int> OpenAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work) =>
        RunAsync(
            parsed,
            services =>
            {
                var settings = services.GetRequiredService<PersistenceSettings>();
                return settings.PostgreSql is null && !File.Exists(settings.SqliteFile)
                    ? throw new SchemaException(SchemaFault.CannotBeOpened, "", null)
                    : work(services);
            }
        );

    /// <summary>Runs one piece of work in a container of its own; what the database has against it ends with exit code 3.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work)
    {
        var settings = new PersistenceSettings(
            Path.GetFullPath(parsed.GetRequiredValue(_data)),
            parsed.GetValue(_connection)
        );
        await using var services = new ServiceCollection()
            .AddIpStrategyPersistence(settings, TimeProvider.System)
            .AddIpStrategyApplication(TimeProvider.System, new MailSettings())
            .AddIpStrategyAccounts()
            .AddScoped<DatabaseSchema>()
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        try
        {
            return await work(scope.ServiceProvider);
        }
        catch (SchemaException e)
        {
            var where = settings.PostgreSql is null ? settings.SqliteFile : "PostgreSQL";
            await parsed.InvocationConfiguration.Error.WriteLineAsync(Why(e, where));
            return ExitCode.Failure;
        }
        catch (StorageIsBusyException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                "数据库正忙,未作改动,请重试 / the database is busy; nothing was changed, try again"
            );
            return ExitCode.Failure;
        }
    }

    private static string Why(SchemaException e, string where) =>
        e.Fault switch
        {
            SchemaFault.NewerThanProgram =>
                $"数据库比程序新,未作改动 / the database is newer than this program, nothing was changed: {e.Message}",
            SchemaFault.Locked => $"数据库被占用,未作改动 / the database is in use, nothing was changed: {where}",
            SchemaFault.CannotBeOpened => $"数据库打不开 / the database cannot be opened: {where}: {e.Message}",
            _ => $"数据库升级失败,已复原 / the database could not be migrated and is as it was: {e.Message}",
        };

    private static string? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
