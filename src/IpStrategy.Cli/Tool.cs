using System.CommandLine;
using IpStrategy.Cli.Commands;

namespace IpStrategy.Cli;

/// <summary>The tool as a whole: its commands, and what becomes of a wrong command line or a failure.</summary>
internal static class Tool
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var wrong in parsed.Errors)
            {
                await error.WriteLineAsync(wrong.Message);
            }

            return ExitCode.WrongCommandLine;
        }

        try
        {
            var streams = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
            };
            return await parsed.InvokeAsync(streams);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await error.WriteLineAsync($"ipstrategy: {failure.Message}");
            return ExitCode.Failure;
        }
    }

    private static RootCommand Root() =>
        new("IpStrategy: 任务分工与督办 / task division and follow-up")
        {
            NoticeCommand.Create(),
            FeelCommand.Create(),
            WorkflowCommand.Create(),
            MigrateCommand.Create(),
            UserCommand.Create(),
            AuditCommand.Create(),
        };
}
