namespace Hooks.Build.Engine.Model;

/// <summary>In which language a graph is written.</summary>
public enum GraphFormat
{
    /// <summary>A Mermaid flowchart, waves as subgraphs.</summary>
    Mermaid = 0,

    /// <summary>JSON, format version 1.</summary>
    Json = 1,

    /// <summary>Graphviz.</summary>
    Dot = 2,
}
