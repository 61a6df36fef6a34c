using System.CommandLine;
using IpStrategy.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Cli.Commands;

/// <summary><c>ipstrategy migrate [--data DIR] [--connection …]</c>: brings the database to the current schema.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var database = new DatabaseOptions();
        var migrate = new Command("migrate", "将数据库升级到当前版本 / brings the database to the current schema");
        database.AddTo(migrate);
        migrate.SetAction(
            (parsed, cancel) =>
                database.RunAsync(
                    parsed,
                    async services =>
                    {
                        await services.GetRequiredService<DatabaseSchema>().MigrateAsync(cancel);
                        await parsed.InvocationConfiguration.Output.WriteLineAsync(
                            "数据库已是当前版本 / the database is at the current schema"
                        );
                        return ExitCode.Well;
                    }
                )
        );
        return migrate;
    }
}
