using System.Text;
using System.Text.Json;
using IpStrategy.Cli;

namespace IpStrategy.Application.Tests.Commands;

/// <summary><c>ipstrategy notice parse</c> as the contract has it: output, exit codes, encodings.</summary>
public sealed class NoticeCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notice-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public NoticeCommandTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static string Model => Path.Combine(AppContext.BaseDirectory, "data", "notices", "tianjin-ip-2010.txt");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Prints_one_json_document_with_the_fields_of_the_contract()
    {
        Assert.Equal(0, await Run("notice", "parse", Model, "--json"));
        using var json = JsonDocument.Parse(_output.ToString());
        Assert.Equal(
            ["title", "issuer", "documentNumber", "date", "sections", "assignments", "diagnostics"],
            json.RootElement.EnumerateObject().Select(field => field.Name)
        );
        var second = json.RootElement.GetProperty("assignments")[1];
        Assert.Equal(
            [
                "number",
                "label",
                "section",
                "text",
                "responsibility",
                "leads",
                "coResponsible",
                "groups",
                "form",
                "leadBasis",
                "others",
                "deadlines",
                "targets",
                "deliverables",
                "span",
            ],
            second.EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal("responsible", second.GetProperty("form").GetString());
        Assert.Equal("inferred", second.GetProperty("leadBasis").GetString());
        Assert.Equal(297, second.GetProperty("span").GetProperty("start").GetInt32());
        Assert.Contains("\"市知识产权局\"", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Names_severity_code_place_and_assignment_of_every_diagnostic()
    {
        await Run("notice", "parse", Model, "--json");
        using var json = JsonDocument.Parse(_output.ToString());
        var inferred = json
            .RootElement.GetProperty("diagnostics")
            .EnumerateArray()
            .First(diagnostic => diagnostic.GetProperty("code").GetString() == "LEAD_INFERRED");
        Assert.Equal("info", inferred.GetProperty("severity").GetString());
        Assert.Equal(15, inferred.GetProperty("line").GetInt32());
        Assert.Equal(1, inferred.GetProperty("column").GetInt32());
        Assert.Equal(2, inferred.GetProperty("assignment").GetInt32());
        Assert.NotEqual("", inferred.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("GB18030")]
    [InlineData("utf-16")]
    public async Task Reads_other_encodings_to_the_same_draft(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = await File.ReadAllTextAsync(Model, TestContext.Current.CancellationToken);
        var file = Write("other.txt", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
        await Run("notice", "parse", Model, "--json");
        var expected = _output.ToString();
        _output.GetStringBuilder().Clear();
        Assert.Equal(0, await Run("notice", "parse", file, "--json"));
        Assert.Equal(expected, _output.ToString());
    }

    [Fact]
    public async Task Prints_the_assignments_for_people_without_json()
    {
        Assert.Equal(0, await Run("notice", "parse", Model));
        Assert.Contains("打造滨海新区自主知识产权龙头", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("OFFICE_IS_LEAD", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_no_notice_ends_with_1_and_says_so_in_the_document()
    {
        Assert.Equal(1, await Run("notice", "parse", Write("a.txt", "今天天气很好。"u8.ToArray()), "--json"));
        using var json = JsonDocument.Parse(_output.ToString());
        Assert.Equal(0, json.RootElement.GetProperty("assignments").GetArrayLength());
        Assert.Equal("NO_ITEMS", json.RootElement.GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Another_directory_of_agencies_can_be_given()
    {
        var agencies = Write(
            "agencies.json",
            """{ "asOf": "2020-01-01", "agencies": [ { "code": "a", "name": "省科技厅" } ] }"""u8.ToArray()
        );
        var notice = Write(
            "a.txt",
            "某项任务分工\n一、做好某项工作。(省科技厅牵头)\n二、做好某项工作。(省教育厅牵头)"u8.ToArray()
        );
        Assert.Equal(0, await Run("notice", "parse", notice, "--json", "--agencies", agencies));
        using var json = JsonDocument.Parse(_output.ToString());
        var unknown = json
            .RootElement.GetProperty("diagnostics")
            .EnumerateArray()
            .Single(item => item.GetProperty("code").GetString() == "UNKNOWN_AGENCY");
        Assert.Equal(2, unknown.GetProperty("assignment").GetInt32());
    }

    [Fact]
    public async Task Agencies_that_cannot_be_read_end_with_1()
    {
        Assert.Equal(1, await Run("notice", "parse", Model, "--agencies", Write("agencies.json", "{}"u8.ToArray())));
        Assert.NotEqual("", _error.ToString());
    }

    [Theory]
    [InlineData("notice")]
    [InlineData("notice parse")]
    [InlineData("notice parse no-such-file.txt")]
    [InlineData("notice parse no-such-file.txt --bad")]
    [InlineData("nothing")]
    public async Task A_wrong_command_line_ends_with_2_and_prints_nothing_on_the_output(string line)
    {
        Assert.Equal(2, await Run(line.Split(' ')));
        Assert.Empty(_output.ToString());
        Assert.NotEqual("", _error.ToString());
    }

    private Task<int> Run(params string[] args) => Tool.RunAsync(args, _output, _error);

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
