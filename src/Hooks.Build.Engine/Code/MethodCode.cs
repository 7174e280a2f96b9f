namespace Hooks.Build.Engine.Code;

/// <summary>What the code of a C# hook is, and what it asks its context for.</summary>
/// <param name="Digest">SHA-256 of the code of the method and of all it can reach in its assembly, 64 hexadecimal digits.</param>
/// <param name="SeesStage">It may read the stage.</param>
/// <param name="SeesProperties">It may read values of the build.</param>
internal sealed record MethodCode(string Digest, bool SeesStage, bool SeesProperties);
