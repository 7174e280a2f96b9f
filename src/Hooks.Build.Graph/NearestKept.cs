namespace Hooks.Build.Graph;

/// <summary>Finds the kept nodes that a node reaches first. What is behind a dropped node is worked out once and shared.</summary>
internal sealed class NearestKept
{
    private readonly int[][] _dependencies;
    private readonly int[]?[] _behind;
    private readonly int[] _stamps;
    private int _stamp;

    public NearestKept(int[][] dependencies, IReadOnlyList<bool> keep)
    {
        _dependencies = dependencies;
        _stamps = new int[dependencies.Length];
        _behind = new int[]?[dependencies.Length];
        for (var node = 0; node < dependencies.Length; node++)
        {
            if (keep[node])
                _behind[node] = [node];
        }

        // Components come after those they depend on, so everything outside the component is known already.
        foreach (var component in StrongComponents.Find(dependencies, node => !keep[node]))
        {
            var behind = Of(component);
            foreach (var node in component)
                _behind[node] = behind;
        }
    }

    public int[] Of(int[] nodes)
    {
        _stamp++;
        var found = new List<int>();
        int[]? only = null;
        var sources = 0;
        foreach (var node in nodes)
        {
            foreach (var dependency in _dependencies[node])
            {
                if (_behind[dependency] is not { } behind || behind == only)
                    continue;

                only = behind;
                sources++;
                foreach (var kept in behind)
                {
                    if (_stamps[kept] == _stamp)
                        continue;

                    _stamps[kept] = _stamp;
                    found.Add(kept);
                }
            }
        }

        return sources == 1 ? only! : [.. found];
    }
}
