using System.Text.Json;
using IpStrategy.Cli;

namespace IpStrategy.Application.Tests.Commands;

/// <summary><c>ipstrategy workflow</c> as the contract has it.</summary>
public sealed class WorkflowCommandTests : IDisposable
{
    private const string Good = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t">
          <process id="p" isExecutable="true"><userTask id="签收"/></process>
        </definitions>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("workflow").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_good_file_validates()
    {
        var file = Write("p.bpmn", Good);

        Assert.Equal(0, await Run("workflow", "validate", file, "--json"));

        var report = Assert.Single(Printed());
        Assert.Equal(file, report.GetProperty("file").GetString());
        Assert.True(report.GetProperty("ok").GetBoolean());
        Assert.True(report.GetProperty("deployable").GetBoolean());
        Assert.Empty(report.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task A_broken_rule_is_told_with_its_place_and_exit_1()
    {
        var good = Write("good.bpmn", Good);
        var bad = Write(
            "bad.bpmn",
            Good.Replace(
                "<userTask id=\"签收\"/>",
                "\n<task id=\"签收\"/><task id=\"签收\"/>",
                StringComparison.Ordinal
            )
        );

        Assert.Equal(1, await Run("workflow", "validate", good, bad, "--json"));

        var reports = Printed();
        Assert.Equal([true, false], reports.Select(r => r.GetProperty("ok").GetBoolean()));
        var found = reports[1].GetProperty("diagnostics").EnumerateArray().First();
        Assert.Equal("error", found.GetProperty("severity").GetString());
        Assert.Equal("DUPLICATE_ID", found.GetProperty("code").GetString());
        Assert.Equal("签收", found.GetProperty("element").GetString());
        Assert.Equal((3, 16), (found.GetProperty("line").GetInt32(), found.GetProperty("column").GetInt32()));
        Assert.Contains("签收", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_xml_is_told_and_never_a_crash()
    {
        Assert.Equal(1, await Run("workflow", "validate", Write("x.bpmn", "<definitions>"), "--json"));
        Assert.False(Assert.Single(Printed()).GetProperty("deployable").GetBoolean());
    }

    [Fact]
    public async Task A_file_the_engine_cannot_run_may_still_be_ok()
    {
        var file = Write(
            "p.bpmn",
            Good.Replace("<userTask id=\"签收\"/>", "<callActivity id=\"a\"/>", StringComparison.Ordinal)
        );

        Assert.Equal(0, await Run("workflow", "validate", file, "--json"));
        Assert.False(Assert.Single(Printed()).GetProperty("deployable").GetBoolean());
    }

    [Fact]
    public async Task Scenarios_are_run_and_reported_in_the_order_of_the_files()
    {
        Write("p.bpmn", Good);
        var passing = Write(
            "a.json",
            """{"name": "一", "deploy": ["p.bpmn"], "steps": [{"op": "start", "process": "p"}]}"""
        );
        var failing = Write(
            "b.json",
            """[{"name": "二", "deploy": ["p.bpmn"], "steps": [{"op": "start", "process": "p"}, {"op": "expect", "tasks": []}]}]"""
        );

        Assert.Equal(1, await Run("workflow", "test", passing, failing, "--json"));

        var reports = Printed();
        Assert.Equal(["一", "二"], reports.Select(r => r.GetProperty("name").GetString()));
        Assert.Equal([passing, failing], reports.Select(r => r.GetProperty("file").GetString()));
        Assert.Equal(JsonValueKind.Null, reports[0].GetProperty("failedStep").ValueKind);
        Assert.Equal(JsonValueKind.Null, reports[0].GetProperty("message").ValueKind);
        Assert.Equal(1, reports[1].GetProperty("failedStep").GetInt32());
        var first = reports[1].GetProperty("history").EnumerateArray().First();
        Assert.Equal("p1", first.GetProperty("instance").GetString());
        Assert.Equal("instanceStarted", first.GetProperty("entry").GetString());
        Assert.Equal("process", first.GetProperty("type").GetString());
        Assert.Equal("2010-01-01T00:00:00+00:00", first.GetProperty("at").GetString());
    }

    [Fact]
    public async Task In_words_the_last_line_counts()
    {
        Write("p.bpmn", Good);
        var file = Write(
            "a.json",
            """[{"name": "一", "deploy": ["p.bpmn"], "steps": []}, {"name": "二", "deploy": ["q.bpmn"], "steps": []}]"""
        );

        Assert.Equal(1, await Run("workflow", "test", file));

        var lines = _output.ToString().TrimEnd('\n').Split('\n');
        Assert.StartsWith("passed", lines[0], StringComparison.Ordinal);
        Assert.Contains("q.bpmn", lines[2], StringComparison.Ordinal);
        Assert.Equal("1 passed, 1 failed", lines[^1]);
    }

    [Theory]
    [InlineData("workflow", "validate")]
    [InlineData("workflow", "test", "no-such-file.json")]
    [InlineData("workflow", "dance")]
    public async Task A_wrong_command_line_is_exit_2(params string[] args)
    {
        Assert.Equal(2, await Run(args));
        Assert.Equal("", _output.ToString());
        Assert.NotEqual("", _error.ToString());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private List<JsonElement> Printed()
    {
        using var document = JsonDocument.Parse(_output.ToString());
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    private Task<int> Run(params string[] args) => Tool.RunAsync(args, _output, _error);
}
