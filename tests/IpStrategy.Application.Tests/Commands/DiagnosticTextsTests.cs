using System.Globalization;
using System.Text;
using IpStrategy.Cli.Workflows;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Application.Tests.Commands;

public sealed class DiagnosticTextsTests
{
    [Theory]
    [InlineData("", "可执行的流程须有 id。")]
    [InlineData("zh-CN", "可执行的流程须有 id。")]
    [InlineData("de", "可执行的流程须有 id。")]
    [InlineData("en", "An executable process needs an id.")]
    [InlineData("en-GB", "An executable process needs an id.")]
    public void Findings_are_told_in_Chinese_and_to_English_readers_in_English(string culture, string expected)
    {
        const string Xml =
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:t'><process isExecutable='true'/></definitions>";
        var found = Assert.Single(BpmnReader.Read(Encoding.UTF8.GetBytes(Xml)).Diagnostics);

        Assert.Equal(expected, In(culture, () => DiagnosticTexts.Of(found)));
    }

    [Fact]
    public void The_facts_stand_in_the_sentence()
    {
        const string Xml =
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:t'>\n<process id='p'><task id='签收'/>\n<task id='签收'/></process></definitions>";
        var found = BpmnReader.Read(Encoding.UTF8.GetBytes(Xml)).Diagnostics.Single(d => d.Code == "DUPLICATE_ID");

        Assert.Equal("id“签收”已在第 2 行使用。", In("zh", () => DiagnosticTexts.Of(found)));
    }

    private static string In(string culture, Func<string> text)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return text();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
