using System.Collections.Immutable;
using System.CommandLine;
using IpStrategy.Application.Processes;
using IpStrategy.Cli.Workflows;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Scenarios;

namespace IpStrategy.Cli.Commands;

/// <summary><c>ipstrategy workflow validate FILE… [--json]</c> and <c>ipstrategy workflow test FILE… [--json]</c>.</summary>
internal static class WorkflowCommand
{
    /// <summary>Knows the handlers of the host: a process bound to anything else cannot be deployed there.</summary>
    public static Command Create() => Create([.. ServiceHandlers.ShippedNames]);

    public static Command Create(ImmutableHashSet<string> handlers) =>
        new("workflow", "流程 / processes") { Validate(handlers), Test(handlers) };

    private static Command Validate(ImmutableHashSet<string> handlers)
    {
        var files = Files("BPMN 或 DMN 文件 / BPMN or DMN files");
        var json = new Option<bool>("--json") { Description = "输出 JSON / print JSON" };
        var validate = new Command("validate", "检查流程文件 / check process files") { files, json };
        validate.SetAction(parsed =>
        {
            var reports = parsed
                .GetRequiredValue(files)
                .Select(f => new ValidationReport(f, Read(f, handlers)))
                .ToList();
            var output = parsed.InvocationConfiguration.Output;
            output.Write(parsed.GetValue(json) ? ValidationReport.Json(reports) : ValidationReport.Text(reports));
            return reports.TrueForAll(r => r.File.IsOk) ? ExitCode.Well : ExitCode.WrongInput;
        });
        return validate;
    }

    private static Command Test(ImmutableHashSet<string> handlers)
    {
        var files = Files("场景文件 / scenario files");
        var json = new Option<bool>("--json") { Description = "输出 JSON / print JSON" };
        var test = new Command("test", "用虚拟时钟试跑场景 / run scenarios in virtual time") { files, json };
        test.SetAction(parsed =>
        {
            var reports = parsed.GetRequiredValue(files).SelectMany(f => Run(f, handlers)).ToList();
            var output = parsed.InvocationConfiguration.Output;
            output.Write(parsed.GetValue(json) ? ScenarioReport.Json(reports) : ScenarioReport.Text(reports));
            return reports.TrueForAll(r => r.Result.Passed) ? ExitCode.Well : ExitCode.WrongInput;
        });
        return test;
    }

    private static Argument<string[]> Files(string description)
    {
        var files = new Argument<string[]>("FILE") { Description = description, Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(result =>
        {
            foreach (var missing in result.GetValue(files)?.Where(f => !File.Exists(f)) ?? [])
            {
                result.AddError($"{missing}: 没有此文件 / no such file");
            }
        });
        return files;
    }

    private static BpmnFile Read(string file, ImmutableHashSet<string> handlers) =>
        DmnReader.IsDecisionFile(file)
            ? new BpmnFile([], ReadDecisions(file).Diagnostics)
            : ReadProcesses(file, handlers);

    private static DecisionFile ReadDecisions(string file) =>
        DmnReader.Read(File.ReadAllBytes(file), new BpmnReadingOptions { Import = NearbyFiles.Of(file).Read });

    private static BpmnFile ReadProcesses(string file, ImmutableHashSet<string> handlers) =>
        BpmnReader.Read(
            File.ReadAllBytes(file),
            new BpmnReadingOptions { Handlers = handlers, Import = NearbyFiles.Of(file).Read }
        );

    private static IEnumerable<ScenarioReport> Run(string file, ImmutableHashSet<string> handlers)
    {
        var options = new ScenarioOptions
        {
            ReadFile = NearbyFiles.Of(file).Read,
            Handlers = handlers,
            Zones = SystemTimeZones.Instance,
        };
        return ScenarioRunner.Run(File.ReadAllBytes(file), options).Select(r => new ScenarioReport(file, r));
    }
}
