namespace Hooks.Build.Graph;

/// <summary>
/// The shortest circle of a strongly connected component: a breadth-first search from each node, cut off at the best length so far.
/// A node that has been searched from is taken out, and with it all that is then no longer in any circle.
/// </summary>
internal sealed class ShortestCycle(int[][] dependencies, int[][] dependents)
{
    private const int EdgeBudget = 2_000_000;

    private readonly bool[] _alive = new bool[dependencies.Length];
    private readonly int[] _waitsFor = new int[dependencies.Length];
    private readonly int[] _waitedFor = new int[dependencies.Length];
    private readonly int[] _stamps = new int[dependencies.Length];
    private readonly int[] _cameFrom = new int[dependencies.Length];
    private readonly int[] _depths = new int[dependencies.Length];
    private readonly Queue<int> _queue = new();
    private readonly Stack<int> _removals = new();
    private int _stamp;
    private int _edgesSeen;
    private int[]? _best;

    /// <summary>
    /// A circle in the order of waiting, its smallest node first, as searches start in ascending order. The component has one: it has several nodes, or one
    /// that waits for itself.
    /// </summary>
    public int[] Find(int[] component)
    {
        foreach (var node in component)
        {
            if (Array.BinarySearch(dependencies[node], node) >= 0)
                return [node];
        }

        _best = null;
        _edgesSeen = 0;
        Enliven(component);
        foreach (var node in component)
        {
            if (!_alive[node])
                continue;

            if (_best is null || (_best.Length > 2 && _edgesSeen < EdgeBudget))
                SearchFrom(node);

            Remove(node);
        }

        return _best!;
    }

    private void Enliven(int[] component)
    {
        foreach (var node in component)
            _alive[node] = true;

        foreach (var node in component)
        {
            _waitsFor[node] = dependencies[node].Count(IsAlive);
            _waitedFor[node] = dependents[node].Count(IsAlive);
        }
    }

    private bool IsAlive(int node) => _alive[node];

    private void SearchFrom(int start)
    {
        _stamp++;
        _stamps[start] = _stamp;
        _depths[start] = 1;
        _queue.Clear();
        _queue.Enqueue(start);
        while (_queue.Count > 0)
        {
            var node = _queue.Dequeue();
            if (_best is not null && (_depths[node] >= _best.Length || _edgesSeen >= EdgeBudget))
                return;

            foreach (var next in dependencies[node])
            {
                _edgesSeen++;
                if (next == start)
                {
                    _best = PathTo(node);
                    return;
                }

                if (!_alive[next] || _stamps[next] == _stamp)
                    continue;

                _stamps[next] = _stamp;
                _depths[next] = _depths[node] + 1;
                _cameFrom[next] = node;
                _queue.Enqueue(next);
            }
        }
    }

    private int[] PathTo(int node)
    {
        var path = new int[_depths[node]];
        for (var i = path.Length - 1; i >= 0; i--)
        {
            path[i] = node;
            node = _cameFrom[node];
        }

        return path;
    }

    private void Remove(int first)
    {
        _removals.Push(first);
        while (_removals.Count > 0)
        {
            var node = _removals.Pop();
            if (!_alive[node])
                continue;

            _alive[node] = false;
            Discount(dependencies[node], _waitedFor);
            Discount(dependents[node], _waitsFor);
        }
    }

    private void Discount(int[] neighbours, int[] counts)
    {
        foreach (var neighbour in neighbours)
        {
            if (_alive[neighbour] && --counts[neighbour] == 0)
                _removals.Push(neighbour);
        }
    }
}
