using System.Globalization;
using System.Xml.Linq;
using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Shipped;

/// <summary>The drawings: complete, readable, in Chinese with English beside it.</summary>
public sealed class ShippedDiagramsTests
{
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Drawing = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static readonly XNamespace Bounds = "http://www.omg.org/spec/DD/20100524/DC";
    private static readonly XNamespace Lines = "http://www.omg.org/spec/DD/20100524/DI";

    public static TheoryData<string> Files =>
        ["assignment.bpmn", "consultation.bpmn", "sign-off.bpmn", "extension.bpmn", "progress-report.bpmn"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_element_is_drawn_once(string file)
    {
        var document = Load(file);
        var drawn = document.Descendants().Attributes("bpmnElement").Select(a => a.Value).ToList();
        var expected = document.Descendants().Where(IsDrawn).Select(Id).Append("collaboration");

        Assert.Equal(expected.Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Ids_are_unique(string file)
    {
        var ids = Load(file).Descendants().Attributes("id").Select(a => a.Value);

        Assert.Empty(ids.GroupBy(i => i).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Lines_run_level_or_upright_and_begin_and_end_at_their_elements(string file)
    {
        var document = Load(file);
        var boxes = Boxes(document);
        foreach (var edge in document.Descendants(Drawing + "BPMNEdge"))
        {
            var line = edge.Elements(Lines + "waypoint").Select(Point).ToList();
            var flow = document.Descendants().Single(e => Id(e) == (string?)edge.Attribute("bpmnElement"));

            Assert.All(line.Zip(line.Skip(1)), p => Assert.True(p.First.X == p.Second.X || p.First.Y == p.Second.Y));
            Assert.True(boxes[(string)flow.Attribute("sourceRef")!].IsOnEdge(line[0]), $"{Id(flow)} starts elsewhere");
            Assert.True(boxes[(string)flow.Attribute("targetRef")!].IsOnEdge(line[^1]), $"{Id(flow)} ends elsewhere");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_lies_upon_another_thing(string file)
    {
        var document = Load(file);
        var boxes = Boxes(document);
        var placed = document.Descendants().Where(IsPlaced).Select(Id).ToList();
        var overlapping =
            from i in Enumerable.Range(0, placed.Count)
            from j in Enumerable.Range(i + 1, placed.Count - i - 1)
            where boxes[placed[i]].Overlaps(boxes[placed[j]])
            select $"{placed[i]} and {placed[j]}";

        Assert.Empty(overlapping);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_line_crosses_a_step_that_it_does_not_belong_to(string file)
    {
        var document = Load(file);
        var boxes = Boxes(document);
        var placed = document.Descendants().Where(IsPlaced).Select(Id).ToList();
        var crossings =
            from edge in document.Descendants(Drawing + "BPMNEdge")
            let line = edge.Elements(Lines + "waypoint").Select(Point).ToList()
            from part in line.Zip(line.Skip(1))
            from id in placed
            where boxes[id].Overlaps(Box.Around(part.First, part.Second))
            select $"{(string?)edge.Attribute("bpmnElement")} crosses {id}";

        Assert.Empty(crossings);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Steps_and_events_have_Chinese_names_and_steps_say_what_they_are_in_both_languages(string file)
    {
        foreach (var element in Load(file).Descendants().Where(IsNode).Where(e => !IsGateway(e)))
        {
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", (string?)element.Attribute("name") ?? "");
        }
        foreach (var step in Load(file).Descendants().Where(e => IsNode(e) && !IsGateway(e) && !IsEvent(e)))
        {
            var documentation = step.Element(Model + "documentation")?.Value ?? "";
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}.*[A-Za-z]{3,} [a-z]+", documentation);
        }
    }

    private static XDocument Load(string file) => XDocument.Load(Repository.PathOf("workflows", file));

    private static string Id(XElement element) => (string?)element.Attribute("id") ?? "";

    private static bool IsGateway(XElement e) => e.Name.LocalName.EndsWith("Gateway", StringComparison.Ordinal);

    private static bool IsEvent(XElement e) => e.Name.LocalName.EndsWith("Event", StringComparison.Ordinal);

    private static bool IsNode(XElement e) =>
        e.Name.Namespace == Model
        && (
            IsGateway(e)
            || IsEvent(e)
            || e.Name.LocalName.EndsWith("Task", StringComparison.Ordinal)
            || e.Name.LocalName is "subProcess" or "callActivity"
        );

    private static bool IsDrawn(XElement e) =>
        IsNode(e)
        || e.Name.Namespace == Model
            && e.Name.LocalName
                is "participant"
                    or "lane"
                    or "sequenceFlow"
                    or "association"
                    or "textAnnotation"
                    or "dataObjectReference";

    /// <summary>What takes up room: a sub-process holds other things, a boundary event sits on its host.</summary>
    private static bool IsPlaced(XElement e) =>
        IsNode(e) && e.Name.LocalName is not ("subProcess" or "boundaryEvent")
        || e.Name == Model + "textAnnotation"
        || e.Name == Model + "dataObjectReference";

    private static Dictionary<string, Box> Boxes(XDocument document) =>
        document
            .Descendants(Drawing + "BPMNShape")
            .ToDictionary(
                s => (string)s.Attribute("bpmnElement")!,
                s => Box.Of(s.Element(Bounds + "Bounds")!),
                StringComparer.Ordinal
            );

    private static (int X, int Y) Point(XElement at) => (Number(at, "x"), Number(at, "y"));

    private static int Number(XElement at, string name) =>
        int.Parse((string)at.Attribute(name)!, CultureInfo.InvariantCulture);

    private sealed record Box(int Left, int Top, int Right, int Bottom)
    {
        public static Box Of(XElement bounds)
        {
            var (left, top) = Point(bounds);
            return new Box(left, top, left + Number(bounds, "width"), top + Number(bounds, "height"));
        }

        public static Box Around((int X, int Y) a, (int X, int Y) b) =>
            new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Max(a.X, b.X), Math.Max(a.Y, b.Y));

        public bool Overlaps(Box other) =>
            Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

        public bool IsOnEdge((int X, int Y) point) =>
            point.X >= Left
            && point.X <= Right
            && point.Y >= Top
            && point.Y <= Bottom
            && (point.X == Left || point.X == Right || point.Y == Top || point.Y == Bottom);
    }
}
